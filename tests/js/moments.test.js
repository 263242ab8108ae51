import assert from "node:assert/strict";
import { test } from "node:test";
import { calendarFile, folded } from "../../scripts/toolbox/theme/js/route/ics.js";
import { counted, dated } from "../../scripts/toolbox/theme/js/route/moments.js";

const by = (more) => ({ years: 0, months: 0, weeks: 0, days: 0, ...more });

test("months are counted as people count them", () => {
  for (const [date, offset, found] of [
    ["2027-01-31", { months: -3 }, "2026-10-31"],
    ["2027-05-31", { months: -3 }, "2027-02-28"],
    ["2028-05-31", { months: -3 }, "2028-02-29"],
    ["2028-02-29", { years: 1 }, "2029-02-28"],
    ["2028-02-29", { years: -4 }, "2024-02-29"],
    ["2027-01-15", { months: -1 }, "2026-12-15"],
    ["2026-12-31", { months: 2 }, "2027-02-28"],
    ["2027-03-28", { weeks: 2 }, "2027-04-11"],
    ["2027-12-31", { days: 1 }, "2028-01-01"],
    ["2027-08-31", { months: -6, days: 1 }, "2027-03-01"],
    ["2027-08-30", {}, "2027-08-30"],
  ]) {
    assert.equal(counted(date, by(offset)), found, `${date} ${JSON.stringify(offset)}`);
  }
});

test("of every day of four years each month lands in the month meant, on the day or on its last", () => {
  const DAY = 86_400_000;
  const days = Array.from({ length: 1461 }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index)));
  for (const day of days) {
    const date = day.toISOString().slice(0, 10);
    for (let months = -14; months <= 14; months++) {
      const found = new Date(`${counted(date, by({ months }))}T00:00Z`);
      const meant = day.getUTCFullYear() * 12 + day.getUTCMonth() + months;
      assert.equal(found.getUTCFullYear() * 12 + found.getUTCMonth(), meant);
      const isLast = new Date(found.getTime() + DAY).getUTCDate() === 1;
      assert.ok(found.getUTCDate() === day.getUTCDate() || (found.getUTCDate() < day.getUTCDate() && isLast));
    }
    assert.equal(counted(date, by({ years: 2 })), counted(date, by({ months: 24 })));
    assert.equal(counted(date, by({ weeks: -3 })), counted(date, by({ days: -21 })));
    assert.equal(Date.parse(counted(date, by({ days: 40 }))) - Date.parse(date), 40 * DAY);
  }
});

const moment = (name, anchor, more) => ({ name, text: name, source: "1.2", anchor, ...by(more) });

test("a moment without a date to count from has none", () => {
  const moments = [moment("a", "begin", { weeks: 2 }), moment("b", "eind", {}), moment("c", "", {})];
  assert.deepEqual(
    dated(moments, { begin: "2027-03-01" }).map(({ date }) => date),
    ["2027-03-15", "", ""],
  );
});

test("no line is longer than 75 octets, and nothing is cut in a character", () => {
  const text = `SUMMARY:${"é’👩🏽‍🎓ë".repeat(40)}`;
  const lines = folded(text).split("\r\n");
  assert.ok(lines.length > 5);
  assert.ok(lines.every((line) => new TextEncoder().encode(line).length <= 75));
  assert.ok(lines.slice(1).every((line) => line.startsWith(" ")));
  assert.equal(lines.map((line, index) => (index ? line.slice(1) : line)).join(""), text);
});

test("the same moment has the same name each time, and another for another word", () => {
  const one = [{ moment: moment("bezoek", "begin", {}), date: "2027-03-15", from: "2027-03-01" }];
  const uid = (word, now) => /UID:(.*)\r\n/.exec(calendarFile(one, { mark: "koor", word, now }))[1];
  assert.equal(uid("", new Date(0)), "bezoek.2027-03-01@koor");
  assert.equal(uid("", new Date(0)), uid("", new Date(1e12)));
  assert.notEqual(uid("klas3", new Date(0)), uid("", new Date(0)));
});
