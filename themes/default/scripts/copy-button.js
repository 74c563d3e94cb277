/** A button on every piece of code, and on all words to say, that copies them. Made here, as without scripts it could do nothing. */
const template = document.querySelector("template#copy-button");

if (template instanceof HTMLTemplateElement) {
  for (const box of document.querySelectorAll("div.code, .talk blockquote")) {
    const text = box.querySelector("code")?.textContent ?? spoken(box);
    const button = template.content.querySelector("button")?.cloneNode(true);
    if (!text || !(button instanceof HTMLButtonElement)) continue;
    box.append(button);
    button.addEventListener("click", () => copy(text, button));
  }
}

/** The words of a quote, a line for each paragraph, without the marks around them: they are going to be said. @param {Element} quote */
function spoken(quote) {
  const lines = [...quote.children].map((line) => (line.textContent ?? "").replace(/\s+/g, " ").trim());
  return lines.filter(Boolean).join("\n").replace(/^[“"]([^“”"]*)[”"]$/, "$1");
}

/** @param {string} text @param {HTMLButtonElement} button */
export async function copy(text, button) {
  const label = button.querySelector("span");
  if (!label) return;
  const words = label.textContent;
  const done = (await write(text)) ? button.dataset.copied : button.dataset.failed;
  button.dataset.state = "done";
  label.textContent = done ?? "";
  label.setAttribute("role", "status");
  setTimeout(() => {
    delete button.dataset.state;
    label.removeAttribute("role");
    label.textContent = words;
  }, 2000);
}

/** The clipboard is missing on plain http, and may be forbidden. @param {string} text @returns {Promise<boolean>} */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeBySelection(text);
  }
}

/** The way of old, which still works on pages opened from a disk. @param {string} text @returns {boolean} */
function writeBySelection(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "for-ears";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}
