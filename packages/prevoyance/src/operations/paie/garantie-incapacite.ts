import { DERNIER_JOUR_CONNU, enregistrement, type NomParametre } from '../../parametres/index.ts'
import type { MilliPourcent } from '../../socle/centimes.ts'
import { enPourcent } from '../../socle/formats.ts'
import { type Pas, pas, type Regle } from '../../socle/regle.ts'
import { repondre } from '../calcul-point.ts'
import { enumeration, type Lecteur, montant, objet, taux } from '../lecture.ts'
import { operation } from '../operation.ts'

type Niveau =
  | 'DECRET_2022_581'
  | 'ACCORD_2023'
  | { readonly tauxTiNbi: MilliPourcent; readonly tauxRi: MilliPourcent }

const niveauNomme = enumeration('DECRET_2022_581', 'ACCORD_2023')
const niveauDuContrat = objet({ tauxTiNbi: taux, tauxRi: taux })

const niveau: Lecteur<Niveau> = (valeur, chemin) =>
  typeof valeur === 'object' && valeur !== null
    ? niveauDuContrat(valeur, chemin)
    : niveauNomme(valeur, chemin)

const entree = objet({
  niveau,
  phase: enumeration('plein', 'demi'),
  netTiNbi: montant,
  netRi: montant,
  traitementMaintenuNet: montant,
  riMaintenuNet: montant,
  ijssNet: montant,
})

/** Monthly incapacity benefit: what completes the net kept up to the level, from half pay on, never above the net of activity. */
export const garantieIncapacite = operation({
  nom: 'garantie-incapacite',
  libelle: 'Indemnité d’incapacité d’un mois',
  lire: entree,
  calculer: ({ niveau: choisi, phase, ...montants }) => {
    const [taux, avant] = lireNiveau(choisi)
    return repondre({
      donnees: { ...montants, ...taux, demi: phase === 'demi' ? 1 : 0 },
      sortie: { cible: 'cible', indemnite: 'incapacite' },
      avant,
    })
  },
})

const NOMS: Readonly<
  Record<string, { readonly libelle: string; readonly noms: readonly [NomParametre, NomParametre] }>
> = {
  DECRET_2022_581: { libelle: 'Minimum légal en vigueur', noms: ['decretTiNbi', 'decretRi'] },
  ACCORD_2023: {
    libelle: 'Niveau de l’accord national de 2023, sans valeur obligatoire par lui-même',
    noms: ['accordTiNbi', 'accordRi'],
  },
}

function lireNiveau(choisi: Niveau): [{ tauxTiNbi: number; tauxRi: number }, Pas[]] {
  if (typeof choisi !== 'string') return [choisi, []]
  const { libelle, noms } = NOMS[choisi]!
  const [tiNbi, ri] = noms.map((nom) => enregistrement(nom, DERNIER_JOUR_CONNU)!) as [
    Enregistrement,
    Enregistrement,
  ]
  const regle: Regle = {
    id: 'niveau-garanti',
    libelle,
    reference: tiNbi.source,
    unite: 'texte',
    du: tiNbi.du,
    au: tiNbi.au,
    arrondi: null,
    confiance: tiNbi.confiance,
  }
  const valeurs = {
    tauxTiNbi: enPourcent(tiNbi.valeur as MilliPourcent),
    tauxRi: enPourcent(ri.valeur as MilliPourcent),
  }
  const dit = `${valeurs.tauxTiNbi} % du net de traitement et NBI, ${valeurs.tauxRi} % du net de régime indemnitaire`
  return [{ tauxTiNbi: tiNbi.valeur, tauxRi: ri.valeur }, [pas(regle, dit, valeurs, choisi)]]
}

type Enregistrement = NonNullable<ReturnType<typeof enregistrement>>
