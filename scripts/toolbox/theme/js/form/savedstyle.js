// How a saved page looks, on a screen and on paper. It stands in the page itself.

export const STYLE = `
:root {
  color-scheme: light;
  font: 1.0625rem/1.5 system-ui, sans-serif;
}
body {
  margin: 0;
  padding: 1rem;
  color: #1b2a24;
  background: #fff;
}
main {
  max-width: 46rem;
  margin: 0 auto;
  overflow-wrap: anywhere;
}
h1 {
  font-size: 1.6rem;
  line-height: 1.25;
}
h2 {
  margin: 2rem 0 0.5rem;
  padding-bottom: 0.25rem;
  border-bottom: 2px solid #1b2a24;
  font-size: 1.25rem;
}
h3 {
  margin: 1.5rem 0 0.5rem;
  font-size: 1.05rem;
}
dt {
  margin-top: 0.75rem;
  font-weight: 600;
}
dd {
  margin: 0;
  white-space: pre-wrap;
}
ul {
  margin: 0;
  padding-left: 1.25rem;
}
.about {
  padding: 0.75rem 1rem;
  border: 1px solid #5b6b64;
}
.open {
  color: #56655e;
}
.scroll {
  overflow-x: auto;
}
table {
  width: 100%;
  border-collapse: collapse;
}
th,
td {
  min-width: 5rem;
  padding: 0.35rem 0.5rem;
  border: 1px solid #5b6b64;
  text-align: left;
  vertical-align: top;
  white-space: pre-wrap;
}
thead th,
.group th {
  background: #eef2ef;
}
@media print {
  @page {
    size: A4;
    margin: 18mm 16mm;
  }
  :root {
    font-size: 10.5pt;
  }
  body {
    padding: 0;
  }
  main {
    max-width: none;
  }
  .scroll {
    overflow: visible;
  }
  h2,
  h3,
  dt {
    break-after: avoid;
  }
  tr {
    break-inside: avoid;
  }
  .about {
    display: none;
  }
}
`;
