/** Put in front of the script by whoever serves it (src/stripe-js/script.ts). */
declare const EMULATOR: {
  /** The emulator's address. */
  readonly url: string;
  /** 3, or the name of the release that was asked for, e.g. `endive`. */
  readonly version: number | string;
};
