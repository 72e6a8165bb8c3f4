import type { Rule } from "../rule.ts";

/** Vendors of models and of tools for them. */
export const ai: readonly Rule[] = [
  {
    id: "anthropic-api-key",
    type: "ANTHROPIC_API_KEY",
    shape: "sk-ant-api[0-9]{2}-[A-Za-z0-9_-]{80,}",
  },
  {
    id: "anthropic-admin-key",
    type: "ANTHROPIC_ADMIN_KEY",
    shape: "sk-ant-admin[0-9]{2}-[A-Za-z0-9_-]{80,}",
  },
  {
    id: "anthropic-oauth-token",
    type: "ANTHROPIC_OAUTH_TOKEN",
    shape: "sk-ant-o(?:at|rt)[0-9]{2}-[A-Za-z0-9_-]{80,}",
  },
  {
    id: "openai-project-key",
    type: "OPENAI_API_KEY",
    shape: "sk-(?:proj|svcacct|service|admin|None)-[A-Za-z0-9_-]{40,}",
  },
  {
    id: "openai-legacy-key",
    type: "OPENAI_API_KEY",
    shape: "sk-[A-Za-z0-9_-]{20,74}T3BlbkFJ[A-Za-z0-9_-]{20,}",
  },
  {
    id: "google-ai-key",
    type: "GOOGLE_API_KEY",
    shape: "AIza[A-Za-z0-9_-]{35}",
  },
  {
    id: "openrouter-key",
    type: "OPENROUTER_API_KEY",
    shape: "sk-or-v1-[0-9a-f]{64,}",
  },
  { id: "groq-key", type: "GROQ_API_KEY", shape: "gsk_[A-Za-z0-9]{48,}" },
  {
    id: "perplexity-key",
    type: "PERPLEXITY_API_KEY",
    shape: "pplx-[A-Za-z0-9]{40,}",
  },
  { id: "xai-key", type: "XAI_API_KEY", shape: "xai-[A-Za-z0-9]{60,}" },
  {
    id: "huggingface-token",
    type: "HUGGINGFACE_TOKEN",
    shape: "hf_[A-Za-z]{30,}",
  },
  {
    id: "huggingface-org-token",
    type: "HUGGINGFACE_TOKEN",
    shape: "api_org_[A-Za-z]{30,}",
  },
  { id: "jina-key", type: "JINA_API_KEY", shape: "jina_[A-Za-z0-9_-]{50,}" },
  {
    id: "elevenlabs-key",
    type: "ELEVENLABS_API_KEY",
    shape: "sk_[0-9a-f]{48}",
  },
  {
    id: "elevenlabs-legacy-key",
    type: "ELEVENLABS_API_KEY",
    words: ["eleven_labs", "xi_api_key"],
    shape: "[0-9a-f]{32}",
  },
  {
    id: "brave-search-key",
    type: "BRAVE_API_KEY",
    shape: "BSA[A-Za-z0-9_-]{24,}",
    random: true,
  },
];
