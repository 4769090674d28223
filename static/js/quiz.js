/* What a script adds to the quiz: the focus on errors, which go once they are mended, the next
   statement in view, one sending per press, a word while waiting. Everything works without it. */

const SAME_PRESS = 1000; // ms in which a second press is taken for the same one
const SLOW = 1000; // ms after which waiting needs a word

document.querySelector(".error-summary")?.focus();

for (const form of document.querySelectorAll("form[data-guarded]")) guard(form);

const groups = [...document.querySelectorAll("form[data-guarded] fieldset")];
const isOpen = (group) => !group.querySelector(":checked");
const unanswered = new Set(groups.filter(isOpen)); // as of the last choice
let isByPointer = false;

addEventListener("pointerdown", () => (isByPointer = true), true);
addEventListener("keydown", () => (isByPointer = false), true);
// Back may put choices back.
addEventListener("pageshow", () => {
  for (const group of groups) if (!isOpen(group)) unanswered.delete(group);
});

for (const group of groups) {
  group.addEventListener("change", () => {
    clearError(group);
    const isFirstChoice = unanswered.delete(group);
    const isMotionFine = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (isByPointer && isFirstChoice && isMotionFine) showNext(group);
  });
}

/* Brings the next statement that waits into view, or the way on after the last. Whoever taps finds
   it where the last one was; the focus stays. */
function showNext(group) {
  const waiting = groups.slice(groups.indexOf(group) + 1).find((other) => unanswered.has(other));
  const next = waiting ?? group.form?.querySelector(".actions");
  const { top, bottom } = next.getBoundingClientRect();
  if (top >= 0 && bottom <= innerHeight) return;
  next.scrollIntoView({ block: waiting ? "center" : "nearest", behavior: "smooth" });
}

/* Takes an error away, and its line in the summary, which counts down. */
function clearError(group) {
  if (!group.classList.contains("field-invalid")) return;
  group.classList.remove("field-invalid");
  group.removeAttribute("aria-describedby");
  group.querySelector(".field-error").remove();
  for (const radio of group.querySelectorAll("[type=radio]")) radio.removeAttribute("aria-invalid");

  const summary = document.querySelector(".error-summary");
  const [first] = group.querySelectorAll("[type=radio]");
  summary.querySelector(`[href="#${CSS.escape(first.id)}"]`).closest("li").remove();
  const left = summary.querySelectorAll("li").length;
  summary.removeAttribute("role"); // it was read out; its changes need not be
  if (left === 0) summary.remove();
  else if (summary.dataset.headings) {
    summary.querySelector("h2").textContent = summary.dataset.headings.split("|")[left - 1];
  }
}

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
