// A proposal or a reaction as words: for a mail, and for a form on the forge that someone still sends by hand.

/** @import { Change, Letter, Source } from "./types.js" */

// What mail programs and forges take in an address.
const MAIL_LENGTH = 1900;
const ISSUE_LENGTH = 6000;
const START = "---- begin voorstel ----";
const END = "---- einde voorstel ----";

/**
 * One change in one line: 'vraag ‘x’: oud → nieuw', each side cut where it gets long.
 * @param {Change} change
 */
export function changeLine(change) {
  /** @param {string} text */
  const short = (text) => (text.length > 120 ? `${text.slice(0, 119)}…` : text).replace(/\s+/g, " ");
  if (change.words) {
    return `- ${change.place}: ${change.words}`;
  }
  if (change.before && change.after && change.before.length + change.after.length > 240) {
    return `- ${change.place} is aangepast`;
  }
  const sides = [change.before && `was ‘${short(change.before)}’`, change.after && `wordt ‘${short(change.after)}’`];
  return `- ${change.place}: ${sides.filter(Boolean).join(", ")}`;
}

/**
 * 'Voorstel bij 3.1 …: vraag ‘x’ en 2 andere wijzigingen'.
 * @param {Pick<Letter, "source" | "groups" | "part">} letter
 */
export function subjectOf({ source, groups, part }) {
  const changes = groups.flatMap((group) => group.changes);
  if (changes.length === 0) {
    return part ? `Reactie op ${source.title}: ${part}` : `Reactie op ${source.title}`;
  }
  const name = groups[0].source.title + (groups.length > 1 ? ` en ${groups.length - 1} meer` : "");
  const others = changes.length - 1;
  const more = others === 0 ? "" : ` en ${others === 1 ? "nog één wijziging" : `nog ${others} wijzigingen`}`;
  const first = changes[0].place.length > 60 ? `${changes[0].place.slice(0, 59)}…` : changes[0].place;
  return `Voorstel bij ${name}: ${first}${more}`;
}

/** @param {Source} source */
function place({ title, url, version }) {
  return [`Pagina: ${title}`, ...(url ? [url] : []), ...(version ? [`Versie van het format: ${version}`] : [])];
}

/** @param {Letter} letter */
function words({ source, groups, part, quote, author, region, reason }) {
  const first = groups[0]?.source ?? source;
  const lines = place(first);
  if (first.commit) {
    lines.push(`Stand van de toolbox: ${first.commit.slice(0, 7)}`);
  }
  const about = groups.length === 0 && part ? part : quote?.heading;
  if (about) {
    lines.push(`Onderdeel: ${about}`);
  }
  if (quote) {
    lines.push(`Bij de woorden: ‘${quote.words}’`);
  }
  const from = [author, region].filter(Boolean).join(", ");
  if (from) {
    lines.push(`Van: ${from}`);
  }
  groups.forEach((group, index) => {
    lines.push("", ...(index > 0 ? place(group.source) : []), "Wat er verandert:", ...group.changes.map(changeLine));
  });
  if (reason) {
    lines.push("", groups.length > 0 ? "Waarom:" : "Reactie:", reason);
  }
  return lines;
}

/**
 * @param {Letter} letter
 * @param {string} file
 */
function attached(letter, file) {
  return [
    ...words(letter),
    "",
    `Het voorstel zelf staat in het bestand ${file}. Voeg dat toe voordat je dit verstuurt.`,
  ];
}

/**
 * @param {Letter} letter
 * @param {string} file
 */
function tooLong(letter, file) {
  const groups = letter.groups.slice(0, 2).map((group) => ({ ...group, changes: group.changes.slice(0, 2) }));
  const short = { ...letter, groups, reason: letter.reason.slice(0, 400) };
  return attached(short, file);
}

/**
 * {address, isWhole}: `isWhole` says whether the patch itself is in it, or has to be attached.
 * @param {Letter} letter
 * @param {string} patch
 * @param {string} file
 * @param {(body: string) => string} makeAddress
 * @param {number} longest
 * @param {(patch: string) => string[]} wrap
 */
function fitting(letter, patch, file, makeAddress, longest, wrap) {
  if (!patch) {
    const whole = makeAddress(words(letter).join("\n"));
    const cut = { ...letter, reason: `${letter.reason.slice(0, 300)}…` };
    return {
      address: whole.length <= longest ? whole : makeAddress(words(cut).join("\n")),
      isWhole: whole.length <= longest,
    };
  }
  const whole = makeAddress([...words(letter), "", ...wrap(patch)].join("\n"));
  if (whole.length <= longest) {
    return { address: whole, isWhole: true };
  }
  const without = makeAddress(attached(letter, file).join("\n"));
  const address = without.length <= longest ? without : makeAddress(tooLong(letter, file).join("\n"));
  return { address, isWhole: false };
}

/**
 * A `mailto:` address; mail programs want CRLF in it (RFC 6068).
 * @param {string} to
 * @param {Letter} letter
 * @param {string} patch
 * @param {string} file
 */
export function mailAddress(to, letter, patch, file) {
  const subject = encodeURIComponent(subjectOf(letter));
  /** @param {string} body */
  const make = (body) => `mailto:${to}?subject=${subject}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
  return fitting(letter, patch, file, make, MAIL_LENGTH, (text) => [START, text.trimEnd(), END]);
}

/**
 * The forge's own form, filled in: GitHub, Forgejo and Codeberg know title and body, GitLab names them otherwise.
 * @param {string} form
 * @param {Letter} letter
 * @param {string} patch
 * @param {string} file
 */
export function issueAddress(form, letter, patch, file) {
  const isGitlab = form.includes("/-/issues");
  /** @param {string} body */
  const make = (body) => {
    const address = new URL(form);
    address.searchParams.set(isGitlab ? "issue[title]" : "title", subjectOf(letter));
    address.searchParams.set(isGitlab ? "issue[description]" : "body", body);
    return address.href;
  };
  return fitting(letter, patch, file, make, ISSUE_LENGTH, (text) => ["```", text.trimEnd(), "```"]);
}
