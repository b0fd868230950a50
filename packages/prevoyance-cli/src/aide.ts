/** Help of the command line. */
export const AIDE = `Usage : npm run prevoyance -- COMMANDE …

  cas FICHIER.json | -         répond à un cas ou à une liste de cas (contrat : packages/prevoyance/cas/CONTRAT.md)
  verifier FICHIER.json | -    rejoue les cas qui portent un « attendu » et montre ceux qui diffèrent
  agent FICHIER.json | -       la rémunération d’un agent en arrêt, mois par mois, sans puis avec le contrat
                               [--json] ; exemple : packages/prevoyance/cas/agent-exemple.json
                               tous les champs : packages/prevoyance-cli/README.md
  recensement verifier FICHIER.csv|.xlsx|-   --date AAAA-MM-JJ [--json]
                               contrôle un recensement ligne à ligne ; rien n’est corrigé
  recensement generer          --agents N --employeurs N [--graine N] [--date AAAA-MM-JJ] [--fautes POUR-MILLE]
                               écrit un recensement fictif sur la sortie standard
  simuler FICHIER.csv|.xlsx    --offres OFFRES.json --date AAAA-MM-JJ [--format csv|json] [--sortie FICHIER]
                               recensement × options × offres, par employeur et par lot
                               exemple d’offres : packages/prevoyance/cas/offres-exemple.json
  projeter FICHIER.csv|.xlsx   --offres OFFRES.json --date AAAA-MM-JJ
                               six ans du contrat, tirés au sort : S/P, primes, prestations, provisions, et le
                               taux qui garde une cible. [--tirages 1000] [--graine 1] [--travailleurs 2]
                               [--cible 95] [--confiance 90] [--hypotheses FICHIER.json] [--csv FICHIER]
                               [--svg FICHIER] [--calibrage FICHIER.md] ; Ctrl-C arrête et donne le résultat des tirages faits
  aide                         cette page

« - » lit l’entrée standard. Codes de sortie : 0 tout va bien ; 1 un cas diffère, une ligne est refusée ;
2 une donnée est mal formée ou la commande n’a pas pu être faite.
`
