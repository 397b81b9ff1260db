/** The frame that shows a page, at the width of a phone or of a desk's screen, scaled to fit. */
import { button, element } from "./element.js";

const WIDTHS_PX = { Phone: 390, Computer: 1280 };

export function enhance(root) {
  for (const frame of root.querySelectorAll("[data-page-frame]")) {
    const buttons = Object.entries(WIDTHS_PX).map(([name, width]) =>
      Object.assign(button(name, () => choose(width)), { value: width }));
    const choose = width => {
      frame.dataset.shownWidth = width;
      buttons.forEach(each => each.setAttribute("aria-pressed", each.value === String(width)));
      fit(frame);
    };
    frame.before(group(buttons));
    new ResizeObserver(() => fit(frame)).observe(frame);
    choose(frame.clientWidth < WIDTHS_PX.Computer / 2 ? WIDTHS_PX.Phone : WIDTHS_PX.Computer);
  }
}

function fit(frame) {
  const width = Number(frame.dataset.shownWidth);
  const scale = Math.min(1, frame.clientWidth / width);
  Object.assign(frame.querySelector("iframe").style, {
    inlineSize: `${width}px`,
    blockSize: `${frame.clientHeight / scale}px`,
    transform: `translateX(${(frame.clientWidth - width * scale) / 2}px) scale(${scale})`,
  });
}

function group(buttons) {
  const group = element("div", "page-widths");
  group.role = "group";
  group.ariaLabel = "Width of the page";
  group.append(...buttons);
  return group;
}
