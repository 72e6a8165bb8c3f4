import type { Rule } from "../rule.ts";
import { ai } from "./ai.ts";
import { amazon } from "./amazon.ts";
import { azure } from "./azure.ts";
import { byPosition } from "./by_position.ts";
import { ci } from "./ci.ts";
import { cloud } from "./cloud.ts";
import { codeHosting } from "./code_hosting.ts";
import { commerce } from "./commerce.ts";
import { content } from "./content.ts";
import { crypto } from "./crypto.ts";
import { data } from "./data.ts";
import { finance } from "./finance.ts";
import { frameworks } from "./frameworks.ts";
import { google } from "./google.ts";
import { identity } from "./identity.ts";
import { infrastructure } from "./infrastructure.ts";
import { keys } from "./keys.ts";
import { mail } from "./mail.ts";
import { mapsAndWeather } from "./maps_and_weather.ts";
import { marketing } from "./marketing.ts";
import { messaging } from "./messaging.ts";
import { monitoring } from "./monitoring.ts";
import { payment } from "./payment.ts";
import { productivity } from "./productivity.ts";
import { registries } from "./registries.ts";
import { securityTools } from "./security_tools.ts";
import { social } from "./social.ts";
import { vaults } from "./vaults.ts";

/** The rules by family. */
export const CATALOGUE: Readonly<Record<string, readonly Rule[]>> = {
  ai,
  amazon,
  azure,
  byPosition,
  ci,
  cloud,
  codeHosting,
  commerce,
  content,
  crypto,
  data,
  finance,
  frameworks,
  google,
  identity,
  infrastructure,
  keys,
  mail,
  mapsAndWeather,
  marketing,
  messaging,
  monitoring,
  payment,
  productivity,
  registries,
  securityTools,
  social,
  vaults,
};

/** Every rule that comes with the product. */
export const RULES: readonly Rule[] = Object.values(CATALOGUE).flat();
