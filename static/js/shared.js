/* Opens a result that stands in the address after "#", where no server sees it. Its bytes are laid
   out in roles/domain/fragments.py; the page holds the words, and the roles of the version. */

const FORMAT = 1;
const CERTAINTIES = ["clear", "leaning", "close", "no_direction"];
const IS_ORDERED = 4;
const HAS_NUMBERS = 8;
const HAS_PATTERN = 16;
const HIGHEST_FLAGS = 31; // all of them set
const NO_ANSWERS = -32768;
const FIRST_YEAR = 2020;
const MOST_MISSING = 8; // letters that a text may lack at its end
const OFTEN = [60, 30, 10, 1, 0]; // numbers of 100 from which there is another word
const AXIS_STEP = 10; // the pattern chart reaches to a multiple of this

const page = document.querySelector("[data-shared]");
if (page) begin();

/* --- reading --- */

/* What `text` after "#" says under a catalog `version` of so many `roles` and `dimensions`: a state
   of "none", "damaged", "newer" or "result". Only a result that is right to the last bit is one. It
   has the fields of an excerpt: roles by their place in the catalog, months since January 2020. */
export function decode(text, { version, roles, dimensions }) {
  const plain = unquote(unquote(text)).replace(/\p{Cf}/gu, "");
  if (!plain) return { state: "none" };
  // What follows the code was added on the way: it begins with a sign of another kind.
  const [, format, code] = /^([1-9]\d*)\.([\w-]*)/.exec(plain) ?? [];
  if (Number(format) > FORMAT) return { state: "newer" };
  for (const whole of endings(code ?? "", roles, dimensions)) {
    const bytes = unpack(whole, version);
    const excerpt = bytes && read(bytes, roles, dimensions);
    if (excerpt) return { state: "result", ...excerpt };
  }
  return { state: "damaged" };
}

/* Quoted letters as they are; what is no text stays quoted. */
function unquote(text) {
  return text.replace(/(%[\dA-F]{2})+/gi, (quoted) => {
    try {
      return decodeURIComponent(quoted);
    } catch {
      return quoted;
    }
  });
}

/* What the code may have been before each "-" and "_" at its end was left out, cut off or added:
   its first byte tells how long it was. */
function* endings(code, roles, dimensions) {
  const kept = code.replace(/[-_]+$/, "");
  if (kept.length < 2) return;
  const [flags] = bytesOf(atob(kept.slice(0, 2).replaceAll("-", "+").replaceAll("_", "/")));
  const numbers = flags & HAS_NUMBERS ? roles : 0;
  const pattern = flags & HAS_PATTERN ? 1 + 2 * dimensions : 0;
  const missing = Math.ceil(((8 + roles + numbers + pattern) * 4) / 3) - kept.length;
  if (missing < 0 || missing > MOST_MISSING) return;
  for (let choice = 0; choice < 2 ** missing; choice += 1) {
    yield kept + Array.from({ length: missing }, (_, bit) => "-_"[(choice >> bit) & 1]).join("");
  }
}

/* The bytes before their checksum; null unless it is right and they are written the one way. */
function unpack(code, version) {
  const raw = atob(code.replaceAll("-", "+").replaceAll("_", "/"));
  const again = btoa(raw).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const bytes = bytesOf(raw);
  const content = bytes.slice(0, -4);
  const checksum = bytes.slice(-4).reduce((number, byte) => 256 * number + byte, 0);
  const about = bytesOf(`${FORMAT}.${version}.`);
  return again === code && crc32([...about, ...content]) === checksum ? content : null;
}

function bytesOf(text) {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function crc32(bytes) {
  let rest = -1;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (0xedb88320 & -(rest & 1));
  }
  return ~rest >>> 0;
}

/* The excerpt in these bytes; null when it could be none of this catalog. */
function read(bytes, roleCount, dimensionCount) {
  let at = 0;
  const byte = () => bytes[at++];
  const pair = () => 256 * byte() + byte();
  const points = () => (pair() << 16) >> 16; // signed
  const list = (length, next) => Array.from({ length }, next);

  const flags = byte();
  const isOrdered = Boolean(flags & IS_ORDERED);
  const months = pair();
  const roles = list(byte(), byte);
  const numbers = flags & HAS_NUMBERS ? list(roles.length, byte) : null;
  const pattern = flags & HAS_PATTERN ? list(byte(), points) : null;

  const isWhole = at === bytes.length && flags <= HIGHEST_FLAGS && roles.length === roleCount;
  const isEach = roles.every((place) => place < roleCount) && new Set(roles).size === roleCount;
  const isInOrder = isOrdered || (!numbers && roles.every((place, index) => place === index));
  const isSum = !numbers || numbers.reduce((sum, number) => sum + number, 0) === 100;
  const isDrawn = !pattern || pattern.length === dimensionCount;
  if (!(isWhole && isEach && isInOrder && isSum && isDrawn)) return null;
  return {
    certainty: CERTAINTIES[flags & 3],
    isOrdered,
    roles,
    numbers,
    pattern: pattern && pattern.map((value) => (value === NO_ANSWERS ? null : value)),
    months,
  };
}

/* --- showing --- */

function begin() {
  const heading = page.querySelector("h1");
  const site = document.title.slice(document.title.lastIndexOf(" \u2013 "));
  const roles = [...page.querySelectorAll("[data-role]")].map(roleOf);
  const rows = [...page.querySelectorAll(".pattern-rows li")];
  const filled = [...page.querySelectorAll("[data-text]")];
  const sentences = filled.map((part) => part.textContent);
  const of = { version: page.dataset.version, roles: roles.length, dimensions: rows.length };

  const open = () => {
    const found = decode(location.hash.slice(1), of);
    const ranked = (found.roles ?? []).map((place) => roles[place]);
    const words = found.roles ? wordsOf(found, ranked) : {};
    heading.textContent = fill(heading.dataset[found.certainty ?? found.state], words);
    document.title = heading.textContent + site;
    if (found.roles) {
      filled.forEach((part, index) => {
        part.textContent = fill(sentences[index], words);
      });
      showRanking(found, ranked);
    }
    if (found.pattern) showPattern(found, ranked[0], roles, rows);
    showParts(found, ranked);
  };

  open();
  addEventListener("hashchange", () => {
    open();
    heading.focus(); // so that the other result is read out, once
  });
  // By itself the skip link would put "#main" in the place of the result.
  document.querySelector(".skip-link").addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector("#main").focus();
  });
}

/* A role, as its line of the ranking tells it; `about` is the part that says what it does. */
function roleOf(item) {
  return {
    item,
    about: page.querySelector(`[data-when="role ${item.dataset.role}"]`),
    name: item.querySelector("strong").textContent,
    hue: item.className,
    outline: item.querySelector("path").getAttribute("d"),
    typical: item.dataset.typical.split(" ").map(Number), // points of 100, per dimension
  };
}

function wordsOf({ months, numbers }, [leader, runnerUp]) {
  const style = { month: "long", year: "numeric", timeZone: "UTC" };
  const month = new Intl.DateTimeFormat(document.documentElement.lang, style);
  return {
    leader: leader.name,
    runner_up: runnerUp.name,
    often: numbers && of100(numbers[0]),
    other_often: numbers && of100(numbers[1]),
    month: month.format(Date.UTC(FIRST_YEAR, months)),
  };
}

/* The sentence with its words in the place of their names in braces. */
function fill(sentence, words) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => words[name]);
}

/* "about 52 of 100"; the ends are no certainties. */
function of100(number) {
  const { fewest, about, most } = page.querySelector("ol.ranking").dataset;
  return number <= 0 ? fewest : number >= 100 ? most : fill(about, { number });
}

function showRanking({ numbers }, ranked) {
  const list = page.querySelector("ol.ranking");
  ranked.forEach(({ item, about }, place) => {
    const low = numbers && OFTEN.find((from) => numbers[place] >= from);
    const words = numbers ? list.getAttribute(`data-from-${low}`) : "";
    const of_100 = numbers && of100(numbers[place]);
    item.querySelector("strong + span").textContent = fill(words, { of_100 });
    list.append(item);
    about.parentNode.append(about);
  });
}

function showPattern({ pattern, isOrdered }, leader, roles, rows) {
  const drawn = [...pattern, ...roles.flatMap((role) => role.typical)];
  const furthest = Math.max(...drawn.map(Math.abs));
  const reach = Math.max(1, Math.ceil(furthest / AXIS_STEP)) * AXIS_STEP;
  const placeOf = (value) => 50 + (50 * value) / reach; // percent from the left
  const section = page.querySelector(".pattern");
  section.className = isOrdered ? `pattern ${leader.hue}` : "pattern";

  rows.forEach((row, index) => {
    const own = pattern[index];
    const typical = leader.typical[index];
    const [ownWords, typicalWords] = row.querySelectorAll("span");
    ownWords.textContent = pointWords(row.parentNode.dataset, "own", own, leader);
    typicalWords.textContent = pointWords(row.parentNode.dataset, "typical", typical, leader);
    const bar = row.querySelector(".pattern-bar");
    bar.setAttribute("x", `${Math.min(50, placeOf(own))}%`);
    bar.setAttribute("width", `${Math.abs((50 * own) / reach)}%`);
    row.querySelector(".chart-spot").setAttribute("x", `${placeOf(typical)}%`);
    row.querySelector(".chart-mark").setAttribute("d", isOrdered ? leader.outline : "");
    const [, ownCell, typicalCell] = section.querySelectorAll("tbody tr")[index].cells;
    ownCell.textContent = own === null ? ownCell.dataset.none : signed(own);
    typicalCell.textContent = signed(typical);
  });
}

function pointWords(sentences, whose, value, leader) {
  const side = value === null ? "None" : value > 0 ? "Above" : value < 0 ? "Below" : "Level";
  return fill(sentences[whose + side], { size: Math.abs(value), leader: leader.name });
}

function signed(value) {
  return value > 0 ? `+${value}` : value < 0 ? `\u2212${-value}` : "0";
}

/* Each part of the page stands under a condition. */
function showParts({ state, certainty, isOrdered, numbers, pattern }, ranked) {
  const holds = new Set([state, certainty, isOrdered ? "ordered" : "unordered"]);
  if (numbers) holds.add("numbers");
  if (pattern) holds.add("pattern");
  const named = { clear: 1, leaning: 1, close: 2 }[certainty] ?? 0;
  if (numbers && named) holds.add("named numbers");
  for (const { about } of ranked.slice(0, named)) holds.add(about.dataset.when);
  for (const part of page.querySelectorAll("[data-when]")) {
    part.hidden = !holds.has(part.dataset.when);
  }
}
