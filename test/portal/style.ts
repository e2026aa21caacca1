/** Style of the operator's page: plain, readable, no borrowed look of the State. */
export const css = `
:root { color-scheme: light dark; --ink: #1f1b16; --soft: #6b6259; --paper: #faf6ef; --card: #fff; --line: #e2d9cb; --accent: #7a3b00; --warn: #8a1c1c; }
@media (prefers-color-scheme: dark) { :root { --ink: #f1ebe2; --soft: #b3a898; --paper: #17140f; --card: #221d17; --line: #3b342a; --accent: #ffb870; --warn: #ff9c8f; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
.notice { margin: 0; padding: .7rem 1rem; background: var(--accent); color: var(--paper); font-weight: 600; text-align: center; position: sticky; top: 0; z-index: 1; }
header, main, footer { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { margin: .5rem 0 0; font-size: 1.8rem; } h2 { margin-top: 2rem; font-size: 1.3rem; } h3 { margin: 0 0 .8rem; font-size: 1.1rem; }
header p, footer p, small, .empty { color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .8rem; padding: 1.1rem; margin: 0 0 1rem; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .7rem 1.2rem; margin: 0; }
dt { font-size: .8rem; color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.status { float: right; font-size: .85rem; font-weight: 600; padding: .15rem .6rem; border-radius: 1rem; border: 1px solid currentColor; }
.status.rejetee, .status.suspendue, .status.a_recycler { color: var(--warn); }
.history { color: var(--soft); font-size: .9rem; padding-left: 1.2rem; }
form { display: grid; gap: .8rem; } .push { grid-template-columns: 1fr 2fr auto; align-items: end; }
label { display: grid; gap: .25rem; font-size: .9rem; } .check { display: flex; gap: .6rem; align-items: center; }
input, select, button { font: inherit; min-height: 2.75rem; padding: .4rem .7rem; border: 1px solid var(--soft); border-radius: .5rem; background: var(--card); color: inherit; }
input[type=checkbox] { min-height: 0; width: 1.25rem; height: 1.25rem; }
button { background: var(--accent); border-color: var(--accent); color: var(--paper); font-weight: 600; cursor: pointer; justify-self: start; }
button.danger { background: none; color: var(--warn); border-color: var(--warn); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
section { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .5rem .6rem .5rem 0; border-bottom: 1px solid var(--line); }
@media (max-width: 44rem) { .push { grid-template-columns: 1fr; } .status { float: none; display: inline-block; } }
`;
