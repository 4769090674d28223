/* Opens an offline link: the result stands in the address after "#", where no server sees it.
   roles/domain/share.py tells how it is written. The page holds a template for each state, with
   slots in braces, and as JSON all words that go into them: this script has none of its own. */

const FORMAT = 3;
const CERTAINTIES = ["clear", "leaning", "close", "no_direction"];
const AXIS_STEP = 10; // the pattern chart reaches to a multiple of this

const LONGEST = 5000; // letters; links of thirty roles have a tenth of that, unquoted

const article = document.querySelector("[data-offline-link]");
if (article) begin();

/* --- reading --- */

/* What `text` after "#" says under a catalog `version` of so many `roles` and `dimensions`: a state
   of "none", "damaged", "newer" or "result". Only a result that is right to the last bit is one:
   certainty, month as "2026-11", places of the roles in the catalog or null without an order,
   numbers and pattern or null, how many roles are named and whether as a rough guess. */
export function decode(text, { version, roles, dimensions }) {
  if (text.length > LONGEST) return { state: "damaged" };
  const plain = unquote(unquote(text)).replace(/\p{Cf}/gu, "");
  if (!plain) return { state: "none" };
  const [, format, code] = /^([1-9]\d*)\.([\w.-]*)/.exec(plain) ?? [];
  if (Number(format) > FORMAT) return { state: "newer" };
  const read = { 1: readOld, 2: readJson, 3: readJson }[format];
  const content = complete(read?.(code, version, format), format);
  if (!content || !isWhole(content, roles, dimensions)) return { state: "damaged" };
  const [certainty, month, order, numbers, pattern, named, isNoted] = content;
  return { state: "result", certainty, month, order, numbers, pattern, named, isNoted };
}

/* Before format 3 the certainty told how many roles are named, and nothing was a rough guess. */
function complete(content, format) {
  if (!Array.isArray(content) || content.length !== (format === "3" ? 7 : 5)) return null;
  return format === "3" ? content : [...content, namedBefore(content[0]), false];
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
  const [certainty, month, order, numbers, pattern, named, isNoted] = content;
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

/* Format 1, as links were made until November 2026. In base64url: flags (bits 0 and 1 the
   certainty, then whether there is an order, numbers, a pattern), months since January 2020 in 2
   bytes, how many roles, their places, their numbers, how many dimensions, 2 signed bytes each
   (-32768 for no answers), and a CRC-32 of "1.<version>." and all that. Each "-" and "_" at the end
   was left out: the checksum tells which they were. More than five never came to pass. */
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

function show(content, { month, order, numbers, pattern }, texts) {
  const ranked = order ? order.map((place) => texts.roles[place]) : texts.roles;
  // The line above the ranking says what its numbers are.
  if (!numbers) content.querySelector("ol.ranking")?.previousElementSibling.remove();
  if (pattern) draw(content, pattern, ranked, texts);
  else content.querySelector(".pattern").remove();
  fill(content, wordsOf({ month, numbers, pattern }, ranked, texts));
}

function wordsOf({ month, numbers, pattern }, ranked, texts) {
  const style = { month: "long", year: "numeric", timeZone: "UTC" };
  const monthName = new Intl.DateTimeFormat(document.documentElement.lang, style);
  const words = { month: monthName.format(Date.parse(month)) };
  texts.areas.forEach((name, place) => Object.assign(words, { [`area_${place}`]: name }));
  ranked.forEach(({ name, summary, symbol, outline }, rank) => {
    Object.assign(words, {
      [`name_${rank}`]: name,
      [`summary_${rank}`]: summary,
      [`symbol_${rank}`]: symbol,
      [`outline_${rank}`]: outline,
      [`number_${rank}`]: numbers ? texts.of_100[numbers[rank]] : "",
    });
  });
  pattern?.forEach((own, place) => {
    const typical = ranked[0].points[place];
    Object.assign(words, {
      [`dimension_${place}`]: texts.dimensions[place],
      [`own_${place}`]: bySide(texts.own, own, words),
      [`typical_${place}`]: bySide(texts.typical, typical, words),
      [`own_points_${place}`]: own === null ? texts.no_answers : signed(own),
      [`typical_points_${place}`]: signed(typical),
    });
  });
  return words;
}

function bySide(sentences, value, words) {
  const side = value === null ? "unknown" : value > 0 ? "above" : value < 0 ? "below" : "level";
  return filled(sentences[side], { ...words, size: Math.abs(value) });
}

function signed(value) {
  return value > 0 ? `+${value}` : value < 0 ? `\u2212${-value}` : "0";
}

/* Bars and shapes in the places where the server draws those of a public page. */
function draw(content, pattern, ranked, texts) {
  const drawn = [...pattern, ...texts.roles.flatMap((role) => role.typical)];
  const furthest = Math.max(...drawn.map(Math.abs));
  const reach = Math.max(1, Math.ceil(furthest / AXIS_STEP)) * AXIS_STEP;
  const placeOf = (value) => 50 + (50 * value) / reach; // percent from the left
  content.querySelectorAll(".pattern-rows li").forEach((row) => {
    const [, place] = /\{dimension_(\d+)\}/.exec(row.textContent); // rows stand by area
    const bar = row.querySelector(".pattern-bar");
    const own = pattern[place];
    if (own === null) bar.remove();
    bar.setAttribute("x", `${Math.min(50, placeOf(own))}%`);
    bar.setAttribute("width", `${Math.abs((50 * own) / reach)}%`);
    row.querySelector(".chart-spot")?.setAttribute("x", `${placeOf(ranked[0].typical[place])}%`);
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
