/* What each key does, and what is made of typed beginnings such as "- ". */
import {
  baseKeymap,
  chainCommands,
  goToNextCell,
  history,
  InputRule,
  inputRules,
  keymap,
  liftListItem,
  redo,
  setBlockType,
  sinkListItem,
  splitListItem,
  textblockTypeInputRule,
  toggleMark,
  undo,
  wrapInList,
  wrappingInputRule,
} from "../../vendor/prosemirror.js";
import { schema } from "./schema.js";
import { insertNote } from "./notes.js";

const { nodes, marks } = schema;
const DEEPEST_LIST = 3;

/* A letter has lists of at most three deep. */
const sink = (state, dispatch) => {
  let depth = 0;
  const { $from } = state.selection;
  for (let at = $from.depth; at > 0; at -= 1) if ($from.node(at).type === nodes.list_item) depth += 1;
  return depth > 0 && depth < DEEPEST_LIST && sinkListItem(nodes.list_item)(state, dispatch);
};

/* In a title, cell or note Enter does not cut the block in two. */
const stay = (state) => ["table_title", "table_cell", "table_header", "note"].includes(state.selection.$from.parent.type.name);

export const commands = {
  undo,
  redo,
  strong: toggleMark(marks.strong),
  em: toggleMark(marks.em),
  text: setBlockType(nodes.paragraph),
  heading: setBlockType(nodes.heading, { level: 1 }),
  subheading: setBlockType(nodes.heading, { level: 2 }),
  bullets: wrapInList(nodes.bullet_list),
  numbers: wrapInList(nodes.ordered_list),
  note: insertNote,
  table: insertTable,
};

function insertTable(state, dispatch) {
  const { $from } = state.selection;
  if ($from.depth !== 1) return false;
  if (!dispatch) return true;
  const row = (cell) => nodes.table_row.create(null, [cell.create(), cell.create(), cell.create()]);
  const table = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
  dispatch(state.tr.insert($from.after(1), nodes.table_block.create(null, [nodes.table_title.create(), table])).scrollIntoView());
  return true;
}

export const makeKeys = (actions) => [
  history(),
  inputRules({
    rules: [
      textblockTypeInputRule(/^(#{1,2})\s$/, nodes.heading, (found) => ({ level: found[1].length })),
      wrappingInputRule(/^[-*]\s$/, nodes.bullet_list),
      wrappingInputRule(/^1[.)]\s$/, nodes.ordered_list),
      new InputRule(/\.\.\.$/, "…"),
    ],
  }),
  keymap({
    "Mod-z": undo,
    "Shift-Mod-z": redo,
    "Mod-y": redo,
    "Mod-b": commands.strong,
    "Mod-i": commands.em,
    "Mod-Alt-0": commands.text,
    "Mod-Alt-1": commands.heading,
    "Mod-Alt-2": commands.subheading,
    "Mod-Enter": actions.checkAll,
    "Mod-k": actions.link,
    "Mod-s": actions.saveVersion,
    "Mod-.": actions.toCard,
    "Alt-F10": actions.toToolbar,
    Enter: chainCommands(stay, splitListItem(nodes.list_item)),
    // A line end inside a paragraph reads as a space in a letter.
    "Shift-Enter": chainCommands(stay, baseKeymap.Enter),
    Tab: chainCommands(goToNextCell(1), sink),
    "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(nodes.list_item)),
  }),
  keymap(baseKeymap),
];
