/* What a script adds to the quiz: the focus on errors, one sending per press, a word while waiting.
   Everything works without it. */

const SAME_PRESS = 1000; // ms in which a second press is taken for the same one
const SLOW = 1000; // ms after which waiting needs a word

document.querySelector(".error-summary")?.focus();

for (const form of document.querySelectorAll("form[data-guarded]")) guard(form);

function guard(form) {
  const status = form.querySelector("[role=status]");
  let pressedAt = -Infinity;
  let timer = 0;
  let held = null; // a press that was not sent, as the browser says that it is offline

  const say = (words) => {
    if (status) status.textContent = words;
  };

  form.addEventListener("submit", (event) => {
    const now = performance.now();
    if (now - pressedAt < SAME_PRESS) {
      event.preventDefault();
      return;
    }
    pressedAt = now;
    // A hint and no lock: a browser may be wrong about it, so the second press is sent in any case.
    if (!navigator.onLine && !held) {
      event.preventDefault();
      held = { by: event.submitter };
      say(status?.dataset.offline ?? "");
    } else {
      held = null;
      timer = setTimeout(() => say(status?.dataset.saving ?? ""), SLOW);
    }
  });

  addEventListener("offline", () => say(status?.dataset.offline ?? ""));
  addEventListener("online", () => {
    say("");
    if (!held) return;
    pressedAt = -Infinity;
    form.requestSubmit(held.by);
  });
  // Shown again by Back, out of the browser's memory: nothing is being sent any more.
  addEventListener("pageshow", () => {
    clearTimeout(timer);
    pressedAt = -Infinity;
    held = null;
    if (navigator.onLine) say("");
  });
}
