// The fields of the table of a step.

import { area, button, el, labelled, longLine, select } from "./dom.js";
import { moved } from "./order.js";
import { oneLine } from "./tidy.js";

/** @import { StepRow, StepTable } from "./types.js" */

const NUMBER = /^\d+(?:\.\d+)+/;
let added = 0;

/**
 * @param {HTMLElement} body
 * @param {StepTable} table
 * @param {{ path: string, name: string }[]} pages
 * @param {() => void} changed
 */
export function stepFields(body, table, pages, changed) {
  const tools = pages.flatMap(({ name }) => {
    const number = NUMBER.exec(name)?.[0];
    return number ? [{ number, name }] : [];
  });
  const holder = el("div");
  /** @param {string} focus */
  const again = (focus) => {
    holder.replaceChildren(...table.rows.map(row));
    changed();
    document.getElementById(focus)?.focus();
  };
  /**
   * @param {StepRow} item
   * @param {number} index
   */
  const row = (item, index) => {
    const id = `tabel-rij-${index}`;
    const name = `Rij ${index + 1}`;
    /**
     * @param {string} what
     * @param {string} label
     * @param {() => void} run
     * @param {boolean} isOff
     */
    const tool = (what, label, run, isOff = false) => {
      const made = button(label, run, { id: `${id}-${what}`, disabled: isOff });
      made.append(el("span", { class: "tb-sr" }, `: ${name}`));
      return made;
    };
    /** @param {number} step */
    const move = (step) => {
      table.rows = moved(table.rows, index, index + step);
      again(`tabel-rij-${index + step}-wat`);
    };
    const used = item.tools.map((number, place) =>
      el(
        "li",
        {},
        tools.find((each) => each.number === number)?.name ?? number,
        " ",
        button(`Haal ${number} weg`, () => {
          item.tools = item.tools.filter((_, other) => other !== place);
          again(`${id}-tool`);
        }),
      ),
    );
    const free = tools.filter(({ number }) => !item.tools.includes(number));
    const choose = select(
      [["", "Kies een bijlage"], ...free.map((each) => /** @type {[string, string]} */ ([each.number, each.name]))],
      "",
      (number) => {
        item.tools = [...item.tools, number];
        again(`${id}-tool`);
      },
    );
    const words = longLine(item.what, (value) => {
      item.what = oneLine(value);
      changed();
    });
    const goals = area(item.goals.join("\n"), (value) => {
      item.goals = value.split("\n").map(oneLine).filter(Boolean);
      changed();
    });
    return el(
      "fieldset",
      { class: "tb-columnfields" },
      el("legend", {}, name),
      labelled(`${id}-wat`, table.what, words),
      labelled(`${id}-doel`, table.goal, goals, "Elk punt op een eigen regel. Mag leeg blijven."),
      used.length > 0 ? el("ul", { role: "list", "aria-label": `Bijlagen van rij ${index + 1}` }, ...used) : null,
      labelled(`${id}-tool`, "Bijlage erbij", choose),
      el(
        "p",
        {},
        tool("omhoog", "Omhoog", () => move(-1), index === 0),
        tool("omlaag", "Omlaag", () => move(1), index === table.rows.length - 1),
        tool(
          "weg",
          "Haal weg",
          () => {
            table.rows = table.rows.filter((other) => other !== item);
            again("tabel-nieuwe-rij");
          },
          table.rows.length === 1,
        ),
      ),
    );
  };
  const add = button(
    "Rij toevoegen",
    () => {
      added += 1;
      table.rows = [...table.rows, { key: `nieuw-${added}`, what: "", goals: [], tools: [], was: "", raw: "" }];
      again(`tabel-rij-${table.rows.length - 1}-wat`);
    },
    { class: "tb-button tb-button--quiet", id: "tabel-nieuwe-rij" },
  );
  holder.replaceChildren(...table.rows.map(row));
  body.append(holder, el("p", {}, add));
}
