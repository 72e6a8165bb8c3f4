/**
 * How surprising each character is after the one before it, in quarter bits.
 *
 * Rows: the character before; columns: the character. Both in the order a to z
 * (either case), digit, anything else. A is 0, then B to Z, a to z, 0 to 9.
 * Counted over some 500,000 distinct words and identifiers of program sources
 * and their documentation.
 */
export const SURPRISE: readonly string[] = [
  "dUQQcdTmVlbNRPqTjNPLYadYZnZR",
  "NZUcPdckNRfMdZRYjTTZNgkfUlVM",
  "OYXaOdhOVtPRUdLZkRVNWelgbwZN",
  "QZZTJZbbOkiWadTalTUYWcehdtWH",
  "TcQRYWXjcrjUVOdXaLPOgXbSYrdK",
  "RbYYQPfkKwpQbXMZkRTURjelYxTM",
  "UcXfIdcWQsmPYQVXpRSXWgkmhldJ",
  "JhdaKdjjP0faXePcpTXSYidqbmbI",
  "VWRRVUTtjtkRTIOUjVPOjXmZxWfT",
  "PZVbHbckSobfafPVgfPaQgdreqcJ",
  "VXTZJZbcNrkZZXbaobTaXZamjpcG",
  "OabVKcbgMugPfeOboeSTUYkfWlZK",
  "KUZVKcfkPrfVVeQNneSZWgmjhvdL",
  "QgQOOTOjSpaXfZRbqbPMUXkohsaL",
  "YVQQgWZmYlZSRKVQwLSTSYVgjskP",
  "NfXaMYaXTxXRcbPTkMVPVfinVkaL",
  "TbWbTYcfXnlTYahaXVWXFiijhhcJ",
  "OeVXJaXlOzbZVYPZmTRRZZimVweK",
  "UgUeMcdUPvVTaYVUhaOLUffmYiZJ",
  "PeUcLajSNvcWbeQYrOTUXghbTobJ",
  "WSUXPVYlSxoOQLeQrOOMmdocrpWU",
  "LeYfHaciPvSaQeWVlbWZkfhhooRN",
  "MbWXQbeVKogZYRPZhNTahhgjlncK",
  "VbRYRUejVwZcSedRjbWLhflXcsJJ",
  "WaWbXbdgXrlVTTYJjaQTcfbnljcF",
  "QffgEflfTsqZWfSflhdfhqgmaaPL",
  "bbbYcZnrg0melookumikginR2zDH",
  "SUPSTTTWRiaUSTUQhSNRVWZWkgRQ",
];
