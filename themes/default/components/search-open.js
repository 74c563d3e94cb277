import { SearchIndex } from "./search-index.js";

/** The index of the site: opened when it is first needed, and anew when the site has been published since. */
export class OpenIndex {
  /** @type {Promise<SearchIndex> | undefined} */
  #index;

  /**
   * Does something with the index. A file that is not there any more has another name now, so it is done once more with a new one.
   *
   * @template T @param {(index: SearchIndex) => Promise<T>} work @returns {Promise<T>}
   */
  async use(work) {
    const index = await this.#open();
    try {
      return await work(index);
    } catch (error) {
      console.warn(error);
      this.#index = undefined;
      return work(await this.#open());
    }
  }

  /** Looks whether the site has been published anew. @returns {Promise<boolean>} whether there is another index now */
  async renew() {
    const before = await this.#index?.catch(() => undefined);
    const now = before && (await SearchIndex.open(before).catch(() => before));
    if (!now || now === before) return false;
    this.#index = Promise.resolve(now);
    return true;
  }

  #open() {
    if (this.#index) return this.#index;
    const opening = SearchIndex.open();
    this.#index = opening;
    opening.catch(() => {
      if (this.#index === opening) this.#index = undefined;
    });
    return opening;
  }
}
