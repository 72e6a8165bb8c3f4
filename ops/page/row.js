// @ts-check
/**
 * What panes are made of, in the terminal and in the browser alike.
 *
 * @module
 */

/**
 * What a text means: `good` works, `warn` wants attention, `alarm` needs it,
 * `out` leaves, `info` comes back, `faint` matters least.
 *
 * @typedef {"plain" | "good" | "info" | "out" | "warn" | "alarm" | "faint"} Tone
 */

/**
 * A label and its value, and how that went over time; most important first.
 *
 * @typedef {object} Row
 * @property {string} label
 * @property {string} value
 * @property {Tone} tone
 * @property {readonly (number | null)[]} [series]
 */

export {};
