const key = "onramp-language";

/** @returns {string | null} */
function remembered() {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} language */
function remember(language) {
  try {
    localStorage.setItem(key, language);
  } catch {
    // Blocked or full storage: the next visit asks the browser's languages again.
  }
}

/**
 * The best of `offered` for somebody who wants `wanted`, most wanted first: the same tag, or the same language.
 *
 * @param {readonly string[]} wanted
 * @param {readonly string[]} offered
 * @returns {string | undefined}
 */
export function best(wanted, offered) {
  const primary = (/** @type {string} */ tag) => tag.toLowerCase().split("-")[0];
  for (const tag of wanted) {
    const found =
      offered.find((offer) => offer.toLowerCase() === tag.toLowerCase()) ??
      offered.find((offer) => primary(offer) === primary(tag));
    if (found) return found;
  }
  return undefined;
}

/** The list of languages at the site's root. Goes straight to the reader's own; without scripts it is a list of links. */
class LanguageChoice extends HTMLElement {
  connectedCallback() {
    const links = [...this.querySelectorAll("a")];
    const kept = remembered();
    const wanted = kept ? [kept, ...navigator.languages] : navigator.languages;
    const language = best(wanted, links.map((link) => link.hreflang));
    const link = links.find((candidate) => candidate.hreflang === language);
    if (link) location.replace(link.href);
  }
}

customElements.define("language-choice", LanguageChoice);

// Who changes the language on a page wants it next time too.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[hreflang]") : null;
  if (link instanceof HTMLAnchorElement) remember(link.hreflang);
});
