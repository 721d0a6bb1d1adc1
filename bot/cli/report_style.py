"""How the report of `senim eval` looks."""

STYLE = """
:root {
  --back: #fcfcfa; --text: #1d1f21; --quiet: #5d6268; --line: #dcdfe2;
  --good: #2f855a; --bad: #b5392b; --mark: #a3260f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #16181b; --text: #e6e7e8; --quiet: #a0a6ad; --line: #33383e;
    --good: #5fbf8f; --bad: #f08a7a; --mark: #ff9c85;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 72rem; padding: 1rem; background: var(--back); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
p { margin: .4rem 0; max-width: 46rem; }
code { font: .9em ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
small { color: var(--quiet); font-size: .8rem; }
.wide { overflow: auto; max-width: 100%; }

table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .7rem; text-align: right; border-bottom: 1px solid var(--line); vertical-align: baseline; }
thead th { color: var(--quiet); font-weight: 500; font-size: .85rem; }
thead th:first-child { color: var(--text); font-weight: 700; text-align: left; }
tbody th { position: sticky; left: 0; background: var(--back); text-align: left; font-weight: 400; }
td small { display: block; line-height: 1.1; white-space: nowrap; }
.side { display: flex; flex-wrap: wrap; gap: 1.5rem; }
.side th, .side td { padding: .2rem .35rem; font-size: .82rem; }
.side thead th { max-width: 4.5rem; font-size: .75rem; }
.bar {
  display: block; height: 3px; min-width: 2.8rem; border-radius: 2px;
  background: linear-gradient(
    to right, var(--good) var(--right), var(--line) 0 calc(100% - var(--wrong)), var(--bad) 0
  );
}

.grid {
  --size: .8rem; display: grid; width: max-content; max-width: 100%; max-height: 90vh; padding-bottom: .5rem;
  grid-template: max-content repeat(var(--rows), var(--size)) / max-content repeat(var(--columns), var(--size));
  font: .65rem/1 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
.row, .column { color: var(--text); background: var(--back); white-space: nowrap; }
.row { grid-column: 1; position: sticky; left: 0; z-index: 2; padding: .05rem .4rem 0 0; text-align: right; }
.column {
  grid-row: 1; position: sticky; top: 0; z-index: 3; padding-top: .4rem; writing-mode: vertical-rl;
  transform: rotate(180deg); width: var(--size);
}
.line { grid-column: 2 / -1; border-bottom: 1px solid var(--line); }
.cell {
  z-index: 1; margin: 0 1px 1px 0; border-radius: 2px;
  background: color-mix(in srgb, var(--mark) var(--shade), transparent);
}
.pairs { padding-left: 1.2rem; columns: 2 24rem; }

summary { cursor: pointer; font-weight: 600; margin-top: 1rem; }
.mistakes { list-style: none; margin: 0; padding: 0; }
.mistakes li { padding: .5rem 0; border-bottom: 1px solid var(--line); }
.mistakes p { margin: 0; max-width: none; overflow-wrap: anywhere; }
.mistakes b { font-weight: 600; }
.mistakes s { color: var(--quiet); text-decoration: none; }
.mistakes s::after { content: " ›"; }
@media (max-width: 40rem) {
  th, td { padding: .3rem .4rem; font-size: .9rem; }
  .pairs { columns: 1; }
  .grid { max-height: 75vh; }
}
"""
