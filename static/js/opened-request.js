/* Takes an opened request off the screen when its time is over and when the page is left; a note that is being written
   stays. Without a script the page itself goes back to the sealed request. */
export function enhance(root) {
  for (const panel of root.querySelectorAll("[data-opened]")) {
    const sealed = panel.querySelector("template").content;
    const close = () => panel.replaceChildren(sealed.cloneNode(true));
    setTimeout(close, Number(panel.dataset.opened) * 1000);
    addEventListener("pagehide", close);
  }
}

enhance(document);
