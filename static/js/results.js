/* What a script adds to the result: a button to print, sums opened on paper, one sending per press.
   Everything works without it. */

const SAME_PRESS = 1000; // ms in which a second press is taken for the same one

for (const place of document.querySelectorAll("[data-print]")) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => print());
}

// Browsers that cannot open them by style.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const part of opened) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of opened) part.open = false;
});

for (const form of document.querySelectorAll("form[data-guarded]")) {
  let sentAt = -Infinity;
  form.addEventListener("submit", (event) => {
    const now = performance.now();
    if (now - sentAt < SAME_PRESS) event.preventDefault();
    else sentAt = now;
  });
  addEventListener("pageshow", () => {
    sentAt = -Infinity;
  });
}
