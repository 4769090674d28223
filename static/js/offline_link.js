/* Opens an offline link: the result stands in the address after "#", where no server sees it.
   roles/domain/share.py tells how it is written. The page holds a template for each state, with
   slots in braces, and as JSON all words that go into them: this script has none of its own. */

const FORMAT = 4;
const LENGTHS = [0, 5, 5, 7, 8]; // of the list in each format
const CERTAINTIES = ["clear", "leaning", "close", "no_direction"];
const MIDDLE = 50; // stands for the mean liking where a link does not tell it

// As in roles/wording/chart.py and share.py.
const SAME_WITHIN = 10;
const AS_CLOSE_WITHIN = 5;
const SLIGHT = 10;

const LONGEST = 5000; // letters; links of thirty roles have a tenth of that, unquoted

const article = document.querySelector("[data-offline-link]");
if (article) begin();

/* --- reading --- */

/* What `text` after "#" says under a catalog `version` of so many `roles` and `dimensions`: a state
   of "none", "damaged", "newer" or "result". Only a result that is right to the last bit is one:
   certainty, month as "2026-11", places of the roles in the catalog or null without an order,
   numbers and pattern or null, how many roles are named, whether as a rough guess, and the mean
   liking round which the pattern lies or null. */
export function decode(text, { version, roles, dimensions }) {
  if (text.length > LONGEST) return { state: "damaged" };
  const plain = unquote(unquote(text)).replace(/\p{Cf}/gu, "");
  if (!plain) return { state: "none" };
  const [, format, code] = /^([1-9]\d*)\.([\w.-]*)/.exec(plain) ?? [];
  if (Number(format) > FORMAT) return { state: "newer" };
  const read = { 1: readOld, 2: readJson, 3: readJson, 4: readJson }[format];
  const content = complete(read?.(code, version, format), format);
  if (!content || !isWhole(content, roles, dimensions)) return { state: "damaged" };
  const [certainty, month, order, numbers, pattern, named, isNoted, average] = content;
  return { state: "result", certainty, month, order, numbers, pattern, named, isNoted, average };
}

/* With what earlier formats did not tell. */
function complete(content, format) {
  if (!Array.isArray(content) || content.length !== LENGTHS[format]) return null;
  const named = format < 3 ? [namedBefore(content[0]), false] : [];
  return [...content, ...named, ...(format < 4 ? [null] : [])];
}

function namedBefore(certainty) {
  return { no_direction: 0, close: 2 }[certainty] ?? 1;
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

/* What follows the checksum was added on the way: it begins with a sign of another kind. */
function readJson(text, version, format) {
  const [, code, checksum] = /^([A-Za-z\d]+)\.([\da-f]{8})(?![A-Za-z\d])/.exec(text) ?? [];
  if (!code || crc32(bytesOf(`${version}.${format}.${code}`)) !== parseInt(checksum, 16)) return null;
  try {
    return JSON.parse(atob(code));
  } catch {
    return null; // a checksum that was made to be right
  }
}

function isWhole(content, roles, dimensions) {
  const [certainty, month, order, numbers, pattern, named, isNoted, average] = content;
  const isIn = (low, high) => (value) => Number.isInteger(value) && value >= low && value <= high;
  const isList = (list, length, isRight) =>
    Array.isArray(list) && list.length === length && list.every(isRight);
  const isEach = isList(order, roles, isIn(0, roles - 1)) && new Set(order).size === roles;
  const isSum = () => numbers.reduce((sum, number) => sum + number, 0) === 100;
  const counts = certainty === "close" ? [2, 3] : [namedBefore(certainty)];
  return (
    CERTAINTIES.includes(certainty) &&
    counts.includes(named) &&
    named <= roles &&
    (isNoted === false || (isNoted === true && ["leaning", "close"].includes(certainty))) &&
    /^\d{4}-(0[1-9]|1[0-2])$/.test(month) &&
    (isEach || (order === null && numbers === null && certainty === "no_direction")) &&
    (numbers === null || (isList(numbers, roles, isIn(0, 100)) && isSum())) &&
    (average === null || (pattern !== null && isIn(0, 100)(average))) &&
    (pattern === null ||
      isList(pattern, dimensions, (value) => value === null || isIn(-999, 999)(value)))
  );
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

/* Format 1, in base64url: flags (bits 0 and 1 the certainty, then whether there is an order,
   numbers, a pattern), months since January 2020 in 2 bytes, how many roles, their places, their
   numbers, how many dimensions, 2 signed bytes each (-32768 for no answers), and a CRC-32 of
   "1.<version>." and all that. Each "-" and "_" at the end was left out, five at most. */
function readOld(text, version) {
  const kept = /^[\w-]*/.exec(text)[0].replace(/[-_]+$/, "");
  for (const end of endings(5)) {
    const code = (kept + end).replaceAll("-", "+").replaceAll("_", "/");
    if (code.length % 4 === 1) continue;
    const raw = atob(code);
    if (btoa(raw).replaceAll("=", "") !== code) continue; // bits to spare at its end are 0
    const bytes = bytesOf(raw);
    const content = bytes.slice(0, -4);
    const checksum = bytes.slice(-4).reduce((number, byte) => 256 * number + byte, 0);
    if (crc32([...bytesOf(`1.${version}.`), ...content]) === checksum) return fromBytes(content);
  }
  return null;
}

/* All texts of "-" and "_" of up to so many letters, the shortest first. */
function endings(most) {
  const found = [""];
  for (const end of found) if (end.length < most) found.push(`${end}-`, `${end}_`);
  return found;
}

function fromBytes(bytes) {
  let at = 0;
  const byte = () => bytes[at++];
  const pair = () => 256 * byte() + byte();
  const points = () => (pair() << 16) >> 16;
  const list = (length, next) => Array.from({ length }, next);

  const flags = byte();
  const months = pair();
  const month = `${2020 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
  const roles = list(byte(), byte);
  const numbers = flags & 8 ? list(roles.length, byte) : null;
  const pattern = flags & 16 ? list(byte(), points) : null;
  const isOrdered = Boolean(flags & 4);
  if (at !== bytes.length || flags > 31) return null;
  if (!isOrdered && roles.some((place, index) => place !== index)) return null;
  return [
    CERTAINTIES[flags & 3],
    month,
    isOrdered ? roles : null,
    numbers,
    pattern && pattern.map((value) => (value === -32768 ? null : value)),
  ];
}

/* --- showing --- */

function begin() {
  const texts = JSON.parse(document.querySelector("#offline-words").textContent);
  const invitation = article.lastElementChild;
  const site = document.title.slice(document.title.lastIndexOf(" \u2013 "));
  const of = {
    version: article.dataset.offlineLink,
    roles: texts.roles.length,
    dimensions: texts.dimensions.length,
  };

  const open = () => {
    const found = decode(location.hash.slice(1), of);
    const kind = found.state === "result" ? kindOf(found) : found.state;
    const content = document.querySelector(`[data-state="${kind}"]`).content.cloneNode(true);
    if (found.state === "result") show(content, found, texts);
    article.replaceChildren(content, invitation);
    document.title = article.querySelector("h1").textContent + site;
  };

  open();
  addEventListener("hashchange", () => {
    open();
    const heading = article.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus(); // so that the other result is read out, once
  });
  // By itself the skip link would put "#main" in the place of the result.
  document.querySelector(".skip-link").addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector("#main").focus();
  });
}

/* The name of the template for such a result, as roles/wording/offline_link.py gives it. */
function kindOf({ certainty, order, named, isNoted }) {
  if (!order) return "unordered";
  return [certainty, named, ...(isNoted ? ["noted"] : [])].join("-");
}

function show(content, found, texts) {
  const { order, numbers, pattern, named } = found;
  const ranked = order ? order.map((place) => texts.roles[place]) : texts.roles;
  const words = wordsOf(found, ranked, texts);
  if (numbers) {
    content.querySelectorAll(".odds-bar").forEach((bar, rank) => {
      bar.setAttribute("width", `${numbers[rank]}%`);
    });
  } else takeOut(content, ".order-numbers, .odds, .odds + span");
  if (pattern) draw(content, rowsOf(found, ranked.slice(0, named)), texts, words);
  else takeOut(content, ".their-chart");
  const [first, next] = content.querySelectorAll(".band p");
  if (!words.because && first.textContent === "{because}") {
    first.remove();
    next.className = "lead";
  }
  fill(content, words);
}

function takeOut(content, parts) {
  content.querySelectorAll(parts).forEach((part) => part.remove());
}

function wordsOf({ month, numbers, pattern, average, named, isNoted }, ranked, texts) {
  const style = { month: "long", year: "numeric", timeZone: "UTC" };
  const monthName = new Intl.DateTimeFormat(document.documentElement.lang, style);
  const words = {
    month: monthName.format(Date.parse(month)),
    bars: texts.bars[average === null ? 0 : 1],
    because: pattern && !isNoted ? because(pattern, average, named === 1 && ranked[0], texts) : "",
  };
  texts.areas.forEach((name, place) => (words[`area_${place}`] = name));
  texts.dimensions.forEach((name, place) => (words[`dimension_${place}`] = name));
  ranked.forEach(({ name, summary, symbol, outline, shape }, rank) => {
    Object.assign(words, {
      [`name_${rank}`]: name,
      [`summary_${rank}`]: summary,
      [`symbol_${rank}`]: symbol,
      [`outline_${rank}`]: outline,
      [`shape_${rank}`]: shape,
      [`number_${rank}`]: numbers ? texts.of_100[numbers[rank]] : "",
    });
  });
  return words;
}

function because(pattern, average, role, texts) {
  const most = Math.max(...pattern.filter((value) => value !== null));
  const best = [...pattern.keys()].filter((place) => pattern[place] === most);
  if (most <= 0 || best.length > 2 || (average ?? MIDDLE) + most <= MIDDLE) return "";
  const isShared = role && best.every((place) => role.typical[place] > SLIGHT);
  const kind = ["one", "two"][best.length - 1] + (isShared ? "_shared" : "");
  const [area, other] = best.map((place) => texts.dimensions[place]);
  return filled(texts.because[kind], { area, other });
}

/* Where bar and shapes stand, 0 to 100; null without answers. */
function rowsOf({ pattern, average }, roles) {
  const at = (points) => Math.min(Math.max((average ?? MIDDLE) + points, 0), 100);
  return pattern.map((points, place) => ({
    own: points === null ? null : at(points),
    marks: roles.map(({ name, typical }) => ({ name, at: at(typical[place]) })),
  }));
}

function rowWords({ own, marks }, sentences) {
  if (own === null) return sentences.unknown;
  if (!marks.length) return filled(sentences.number, { number: Math.round(own) });
  const away = ({ at }) => Math.abs(at - own);
  const [nearest, second] = [...marks].sort((one, two) => away(one) - away(two));
  if (!second && away(nearest) < SAME_WITHIN) return sentences.same;
  if (!second) return own > nearest.at ? sentences.more : sentences.less;
  const areTwo = marks.length === 2;
  if (away(second) - away(nearest) < AS_CLOSE_WITHIN) return sentences[areTwo ? "both" : "several"];
  return filled(sentences[areTwo ? "closer" : "closest"], { role: nearest.name });
}

/* As the server draws a public page. */
function draw(content, rows, texts, words) {
  rows.forEach((row, place) => {
    words[`words_${place}`] = rowWords(row, texts.rows);
    [row.own, ...row.marks.map((mark) => mark.at)].forEach((value, column) => {
      words[`cell_${place}_${column}`] = value === null ? texts.rows.unknown : Math.round(value);
    });
  });
  content.querySelectorAll(".chart-row").forEach((part) => {
    const { own, marks } = rows[/\{dimension_(\d+)\}/.exec(part.textContent)[1]]; // by area
    const bar = part.querySelector(".chart-bar");
    if (own === null) bar.remove();
    else bar.setAttribute("width", `${own}%`);
    // The last one drawn lies on top: that of the closest role.
    [...part.querySelectorAll(".chart-spot")].reverse().forEach((spot, rank) => {
      spot.setAttribute("x", `${marks[rank].at}%`);
    });
  });
}

/* Puts words into all slots below a node, its attributes included. */
function fill(root, words) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (const part of walker.currentNode.attributes ?? [walker.currentNode]) {
      if (part.nodeValue.includes("{")) part.nodeValue = filled(part.nodeValue, words);
    }
  }
}

function filled(text, words) {
  return text.replace(/\{(\w+)\}/g, (_, slot) => words[slot]);
}
