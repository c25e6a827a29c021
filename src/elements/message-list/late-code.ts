/** Code that is loaded late: once, when it is asked for, and again when that failed. */

export class LateCode<Code> {
  /** The code, once it is here. */
  code: Code | null = null;
  /** The last try has failed. */
  hasFailed = false;

  readonly #import: () => Promise<Code>;
  readonly #onChange: (code: Code | null) => void;
  #loading: Promise<Code | null> | null = null;

  /** @param onChange told when the code is here, or could not be loaded */
  constructor(load: () => Promise<Code>, onChange: (code: Code | null) => void) {
    this.#import = load;
    this.#onChange = onChange;
  }

  /** Resolves to the code, or to `null` when it cannot be loaded now. Never rejects. */
  load(): Promise<Code | null> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<Code | null> {
    this.hasFailed = false;
    try {
      this.code = await this.#import();
    } catch {
      this.hasFailed = true;
      this.#loading = null;
    }
    this.#onChange(this.code);
    return this.code;
  }
}
