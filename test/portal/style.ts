/** Style of the operator's page: plain, readable, no borrowed look of the State. */
export const css = `
:root { color-scheme: light dark; --ink: #221c15; --soft: #675c50; --paper: #f8f3ea; --card: #fffdf9; --line: #e0d6c6; --accent: #7a3b00; --on-accent: #fff8ee; --warn: #962222; --good: #2c6532; --tint: #f3e7d6; }
@media (prefers-color-scheme: dark) { :root { --ink: #f1ebe2; --soft: #b8ad9d; --paper: #16130f; --card: #211c16; --line: #3c352b; --accent: #ffb870; --on-accent: #241503; --warn: #ffa094; --good: #93d09a; --tint: #2e261c; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
.notice p { margin: 0; } .notice { padding: .55rem 1rem; background: var(--accent); color: var(--on-accent); font-weight: 600; font-size: .9rem; text-align: center; position: sticky; top: 0; z-index: 1; }
header, .columns, footer, .alarm, .alone { max-width: 76rem; margin-inline: auto; padding-inline: 1rem; }
header { padding-block: 1.4rem .4rem; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.01em; } h2 { margin: 1.6rem 0 .7rem; font-size: 1.25rem; } h3 { margin: 0; font-size: 1.1rem; overflow-wrap: anywhere; } h4 { margin: 1.3rem 0 .4rem; font-size: .95rem; }
header p { max-width: 46rem; margin: .4rem 0 0; } .soft, header p, footer p, .empty { color: var(--soft); } h2 .soft { font-weight: 400; }
a { color: var(--accent); }
.columns { display: grid; gap: 0 2.5rem; } .columns > * { min-width: 0; }
@media (min-width: 62rem) { .columns { grid-template-columns: minmax(0, 1fr) 23rem; align-items: start; } }
.alarm { margin-block: .8rem 0; } .alarm a { display: inline-flex; align-items: center; min-height: 2.75rem; padding: .3rem .9rem; border: 1px solid var(--warn); border-radius: .6rem; color: var(--warn); font-weight: 600; }
.done { margin: 0 0 .7rem; padding: .45rem .8rem; border-radius: .5rem; background: var(--tint); color: var(--good); font-weight: 600; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .9rem; padding: 1rem 1.1rem; margin: 0 0 1rem; }
.card:target { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.head { display: flex; flex-wrap: wrap; gap: .3rem .8rem; justify-content: space-between; align-items: center; }
.status { font-size: .85rem; font-weight: 600; padding: .1rem .65rem; border-radius: 1rem; border: 1px solid currentColor; color: var(--soft); }
.status.bad { color: var(--warn); } .status.good { color: var(--good); }
.who { margin: .35rem 0 0; overflow-wrap: anywhere; } .said { margin: .5rem 0 0; padding-left: .8rem; border-left: 3px solid var(--line); color: var(--soft); overflow-wrap: anywhere; }
.waits { margin: .6rem 0 0; color: var(--warn); font-weight: 600; }
.steps { display: flex; flex-wrap: wrap; gap: .6rem; align-items: start; margin: .9rem 0 0; } .steps > form { display: contents; }
.row { display: flex; flex-wrap: wrap; gap: .6rem; margin: 0; align-items: center; } .links { gap: .2rem 1.4rem; margin-top: .5rem; } .links a { display: inline-flex; align-items: center; min-height: 2.75rem; }
input, select, button, summary { font: inherit; min-height: 2.75rem; border-radius: .55rem; }
input, select, button { padding: .4rem .8rem; border: 1px solid var(--soft); background: var(--card); color: inherit; max-width: 100%; }
input:not([type=checkbox]), select { width: 100%; } .row > input { flex: 1 1 10rem; width: auto; min-width: 0; }
input[type=checkbox] { min-height: 0; width: 1.3rem; height: 1.3rem; margin: .1rem 0 0; flex: none; accent-color: var(--accent); }
button { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer; }
button.quiet { background: none; color: var(--accent); } button.warn { background: none; color: var(--warn); border-color: var(--warn); }
::placeholder { color: var(--soft); opacity: 1; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
summary { cursor: pointer; } .more > summary, .group > summary { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .5rem; list-style: none; position: relative; padding-left: 1.4rem; } .more > summary { color: var(--accent); }
:is(.more, .group) > summary::before { content: '+'; position: absolute; left: .1rem; font-weight: 700; width: 1rem; text-align: center; } :is(.more, .group)[open] > summary::before { content: '−'; }
summary::-webkit-details-marker { display: none; }
.reason > summary { display: inline-flex; align-items: center; list-style: none; padding: .4rem .8rem; border: 1px solid var(--line); color: var(--warn); font-weight: 600; } .reason > summary:hover { border-color: var(--warn); }
.reason[open] { flex: 1 1 100%; order: 1; } .reason[open] > summary { border-color: var(--warn); border-bottom: 0; border-radius: .55rem .55rem 0 0; background: var(--tint); }
.reason form { display: grid; gap: .5rem; justify-items: start; padding: .9rem; background: var(--tint); border: 1px solid var(--warn); border-radius: 0 .6rem .6rem; } .reason p { margin: 0; }
label { font-size: .9rem; } .search { display: grid; gap: .3rem; margin: 0 0 1rem; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.6rem, 1fr)); gap: .7rem 1.2rem; margin: .4rem 0 0; }
dl .whole { grid-column: 1 / -1; } dt { font-size: .8rem; color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.history, .files { margin: 0; padding-left: 1.3rem; } .history li { margin: .25rem 0; } .history time { color: var(--soft); font-variant-numeric: tabular-nums; }
.files a { display: inline-block; padding: .35rem 0; }
.other { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; } .other label { flex: 1 1 12rem; display: grid; gap: .2rem; }
.wide { overflow-x: auto; margin-top: .8rem; } table { border-collapse: collapse; width: 100%; font-size: .95rem; } caption { text-align: left; font-weight: 700; font-size: .95rem; padding-bottom: .2rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); } .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.empty { padding: 2.2rem 1rem; text-align: center; border: 1px dashed var(--line); border-radius: .9rem; }
.faults { display: grid; gap: .6rem; } fieldset { border: 0; padding: 0 .9rem .5rem; margin: 0; min-width: 0; }
.group { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; } .group > summary { padding: .55rem .9rem .55rem 2.2rem; font-weight: 600; line-height: 1.4; } .group > summary::before { left: .8rem; } .count { color: var(--warn); font-size: .85rem; white-space: nowrap; }
.check { display: flex; gap: .7rem; padding: .5rem 0; cursor: pointer; line-height: 1.4; }
code { font-size: .8rem; color: var(--soft); overflow-wrap: anywhere; } .latency { display: grid; gap: .3rem; }
.recipients { list-style: none; margin: 0; padding: 0; } .recipients li { padding: .7rem 0; border-top: 1px solid var(--line); display: grid; gap: .1rem; font-size: .95rem; } .recipients li:first-child { border-top: 0; padding-top: 0; }
.codes { display: grid; font-size: .85rem; color: var(--soft); }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
footer { padding-block: 2rem; }
`;
