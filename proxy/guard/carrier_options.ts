/** What a carrier's options are followed by. Whatever is not said here is judged as an address. */
export interface CarrierOptions {
  /** Letters of options with a value that goes to the address, or stays here. */
  readonly data: string;
  /** The same, of long options. */
  readonly longData: RegExp;
  /** Letters of options whose value is an address of its own. */
  readonly address: string;
  /** Letters of options that name a file with addresses in it. */
  readonly list: string;
}

/** Long options, of any carrier, that lead to other places than the address says. */
export const ELSEWHERE =
  /^--(?:config|input-file|resolve|connect-to|unix-socket|abstract-unix-socket|execute|use-askpass)$/;

const NEVER = /^(?!)/;

/** By program, as their manuals have it. */
export const CARRIER_OPTIONS: Readonly<Record<string, CarrierOptions>> = {
  curl: {
    data: "HdFoXAeubcDwmCTEYyzrQPt",
    longData:
      /^--(?:header|data(?:-raw|-binary|-ascii|-urlencode)?|json|form(?:-string|-escape)?|output(?:-dir)?|request|request-target|user-agent|referer|user|cookie(?:-jar)?|write-out|max-time|max-filesize|max-redirs|connect-timeout|retry(?:-delay|-max-time)?|cert(?:-type)?|key(?:-type)?|cacert|capath|pass|range|upload-file|limit-rate|oauth2-bearer|aws-sigv4|ciphers|proto|proto-redir|dump-header|continue-at|time-cond|stderr|trace|trace-ascii|netrc-file|speed-limit|speed-time|keepalive-time|proxy-user)$/,
    address: "x",
    list: "K",
  },
  wget: {
    data: "OoUPtTwQaAR",
    longData:
      /^--(?:header|user-agent|post-data|post-file|body-data|body-file|method|output-document|output-file|append-output|timeout|tries|limit-rate|user|password|http-user|http-password|referer|directory-prefix|wait|ca-certificate|certificate|private-key|accept|reject)$/,
    address: "",
    list: "ie",
  },
  ssh: {
    data: "ilpcmbeE",
    longData: NEVER,
    address: "J",
    list: "FoDLRWw",
  },
  nc: { data: "pwsiqXT", longData: NEVER, address: "x", list: "ec" },
};

/** Parameters of PowerShell's own carriers that take no address. */
export const SHELL_PARAMETERS =
  /^-(?:body|headers|method|contenttype|outfile|infile|token|authentication|credential|useragent|timeoutsec)$/i;
