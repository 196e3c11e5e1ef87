"use strict";
// YASGUI for this server only: no list of other endpoints, no prefixes or names from other servers.
Yasgui.Yasqe.defaults.autocompleters = ["variables"];
Yasgui.defaults.persistenceId = null;
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint: `${location.origin}/sparql` },
  endpointCatalogueOptions: { getData: () => [{ endpoint: "/sparql" }, { endpoint: "/sparql/reported" }] },
  yasqe: {
    value: "PREFIX cg: <https://w3id.org/casusgraph/ontology#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\nSELECT ?who ?whom WHERE {\n  ?a cg:warned ?b .\n  ?a rdfs:label ?who .\n  ?b rdfs:label ?whom .\n}\nLIMIT 100",
    createShareableLink: null,
  },
  autofocus: true,
});
