import { reviserTaux } from '../../collectif/revision-taux.ts'
import { type MilliPourcent, TAUX_MAXIMUM } from '../../socle/index.ts'
import { decimal, entier, enumeration, liste, objet, puis, refuser, taux } from '../lecture.ts'
import { operation } from '../operation.ts'

const tauxAnnuel = objet({ annee: entier(1, 2_199, 'une année'), taux })
const entree = puis(
  objet({
    historique: liste(tauxAnnuel, { min: 1, max: 100 }),
    clause: objet({
      gelAnnees: entier(0, 100, 'un nombre d’années'),
      plafondPct: decimal<MilliPourcent>({
        decimales: 3,
        max: TAUX_MAXIMUM,
        attendu: 'un plafond en pour cent',
        exemple: '10',
      }),
      base: enumeration('precedent', 'initial'),
    }),
    proposition: tauxAnnuel,
  }),
  (lue, chemin) => {
    const annees = [...lue.historique, lue.proposition].map(({ annee }) => annee)
    const recul = annees.findIndex((annee, i) => i > 0 && annee <= annees[i - 1]!)
    if (recul > 0)
      refuser(
        recul === lue.historique.length
          ? `${chemin}.proposition.annee`
          : `${chemin}.historique[${recul}].annee`,
        `L’année ${annees[recul]} ne suit pas ${annees[recul - 1]} : donnez les années dans l’ordre, la proposition après l’historique.`,
      )
    return lue
  },
)

/** Whether a proposed rate respects the revision clause. */
export const revisionTaux = operation({
  nom: 'revision-taux',
  libelle: 'Taux proposé par l’assureur au regard de la clause de révision',
  lire: entree,
  calculer: ({ historique, clause, proposition }) => {
    const { maximum, conforme, explication } = reviserTaux(historique, clause, proposition)
    return { sortie: { maximum, conforme }, explication }
  },
})
