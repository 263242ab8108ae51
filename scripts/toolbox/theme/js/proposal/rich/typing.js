// Signs that people know from elsewhere, typed at the start of a line: they make the list or the heading at once.

import { inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { schema } from "./schema.js";

const { bullet_list, ordered_list, heading, quote } = schema.nodes;

export const typing = inputRules({
  rules: [
    wrappingInputRule(/^\s*[-*]\s$/, bullet_list),
    wrappingInputRule(/^1\.\s$/, ordered_list),
    wrappingInputRule(/^>\s$/, quote),
    textblockTypeInputRule(/^(#{2,4})\s$/, heading, (match) => ({ level: match[1].length })),
  ],
});
