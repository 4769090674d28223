/* What a script adds to the quiz: the focus on errors, one sending per press, a word while waiting.
   Everything works without it. */

const SAME_PRESS = 1000; // ms in which a second press is taken for the same one
const SLOW = 1000; // ms after which waiting needs a word

document.querySelector(".error-summary")?.focus();

for (const form of document.querySelectorAll("form[data-guarded]")) guard(form);

function guard(form) {
  const status = form.querySelector("[role=status]");
  let sentAt = -Infinity;
  let timer = 0;
  let waiting = null; // the button pressed while offline

  const say = (words) => {
    if (status) status.textContent = words;
  };

  form.addEventListener("submit", (event) => {
    const now = performance.now();
    if (now - sentAt < SAME_PRESS) {
      event.preventDefault();
    } else if (!navigator.onLine) {
      event.preventDefault();
      waiting = event.submitter;
      say(status?.dataset.offline ?? "");
    } else {
      sentAt = now;
      timer = setTimeout(() => say(status?.dataset.saving ?? ""), SLOW);
    }
  });

  addEventListener("offline", () => say(status?.dataset.offline ?? ""));
  addEventListener("online", () => {
    say("");
    if (waiting) form.requestSubmit(waiting);
    waiting = null;
  });
  // Shown again by Back, out of the browser's memory: nothing is being sent any more.
  addEventListener("pageshow", () => {
    clearTimeout(timer);
    sentAt = -Infinity;
    if (navigator.onLine) say("");
  });
}
