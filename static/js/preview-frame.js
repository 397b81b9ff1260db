/** The frame that shows the page: as wide as a phone or a desk's screen, scaled into its window. */
const GAP_PX = 16; // above the part that is being edited

const frameOf = pane => pane.querySelector("iframe");

export function enhance(root) {
  const pane = root.querySelector("[data-preview]");
  if (!pane) return;
  const buttons = [...pane.querySelectorAll("[data-width]")];
  const choose = width => {
    pane.dataset.shownWidth = width;
    buttons.forEach(button => button.setAttribute("aria-pressed", button.dataset.width === width));
    sessionStorage.setItem("preview-width", width);
    fit(pane);
  };
  buttons.forEach(button => button.addEventListener("click", () => choose(button.dataset.width)));
  new ResizeObserver(() => fit(pane)).observe(pane.querySelector("[data-window]"));
  choose(sessionStorage.getItem("preview-width") ?? buttons[0].dataset.width);
  document.querySelector(pane.dataset.form).addEventListener("focusin", event => follow(pane, event.target));
}

function fit(pane) {
  const { clientWidth, clientHeight } = pane.querySelector("[data-window]");
  const width = Number(pane.dataset.shownWidth);
  const scale = Math.min(1, clientWidth / width);
  Object.assign(frameOf(pane).style, {
    inlineSize: `${width}px`,
    blockSize: `${clientHeight / scale}px`,
    transform: `translateX(${(clientWidth - width * scale) / 2}px) scale(${scale})`,
  });
}

/** Draw into a second frame behind the first and change them over, so that nothing flickers or jumps. */
export function show(pane, page) {
  pane.querySelector("[data-next]")?.remove();
  const old = frameOf(pane);
  const next = old.cloneNode();
  next.dataset.next = "";
  next.addEventListener("load", () => {
    next.contentWindow.scrollTo({ top: old.contentWindow.scrollY, behavior: "instant" });
    delete next.dataset.next;
    next.title = old.title;
    old.remove();
    fit(pane);
  }, { once: true });
  next.srcdoc = page;
  old.after(next);
}

/** Bring the part that is being edited into the frame's sight, if the page marks where it is. */
function follow(pane, field) {
  const key = field.closest("[data-part]")?.querySelector("[name$='-key']")?.value;
  const place = key && frameOf(pane).contentDocument.getElementById(key);
  if (!place) return;
  const inside = frameOf(pane).contentWindow;
  const box = place.getBoundingClientRect();
  const isSeen = box.bottom > 0 && box.top < inside.innerHeight;
  // Not scrollIntoView: that would move the page around the frame as well.
  if (!isSeen) inside.scrollTo({ top: inside.scrollY + box.top - GAP_PX, behavior: "instant" });
}
