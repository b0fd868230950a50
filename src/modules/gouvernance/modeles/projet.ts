import { organeDe } from '#modules/annuaire'
import { enBlocs } from '#platform/documents/blocs.ts'
import type { DocumentTexte } from '#platform/documents/docx.ts'
import { remplirGabarit, type Variables } from '#platform/documents/gabarit.ts'
import { deNom } from '#shared/mots.ts'
import { date } from '#shared/typographie.ts'
import type { DecisionDetaillee, MembreAuTableau } from '../decisions/decisions.queries.ts'
import { prochaineReunion } from '../domain/decision.ts'
import { direPortee } from '../vues.tsx'
import type { Modele } from './modeles.ts'

/** What the template of a projet de délibération may use. */
export const VARIABLES = {
  membre: { type: 'texte', libelle: 'Nom de la structure qui délibère' },
  de_membre: { type: 'texte', libelle: 'Ce nom derrière « de » : « du Centre… », « d’Angers »' },
  organe: { type: 'texte', libelle: 'Organe compétent' },
  date_reunion: { type: 'date', libelle: 'Date de la prochaine réunion de l’organe' },
  cooperation: { type: 'texte', libelle: 'Nom de la coopération' },
  de_cooperation: { type: 'texte', libelle: 'Ce nom derrière « de »' },
  numero: { type: 'texte', libelle: 'Numéro de la décision' },
  titre: { type: 'texte', libelle: 'Question tranchée' },
  instance: { type: 'texte', libelle: 'Instance qui a décidé' },
  de_instance: { type: 'texte', libelle: 'Ce nom derrière « de »' },
  date_decision: { type: 'date', libelle: 'Date de la décision' },
  portee: { type: 'texte', libelle: 'Membres engagés' },
  texte: { type: 'texte', libelle: 'Proposition adoptée' },
  visas: { type: 'liste', libelle: 'Visas propres à la structure' },
  reserves: { type: 'liste', libelle: 'Réserves portées au procès-verbal' },
} as const satisfies Variables

/** The template of a cooperation that has not written its own. Lines beginning with # are titles, with - items. */
export const MODELE_DE_DEPART = `# Projet de délibération
## {{titre}}
{{organe}} {{de_membre}}{{#si date_reunion}}, réunion du {{date_reunion}}{{/si}}

{{visas}}
Vu la décision {{numero}} du {{date_decision}} {{de_instance}} ({{cooperation}}),

## Exposé
Les membres {{de_cooperation}} se sont accordés le {{date_decision}} sur la proposition suivante ({{portee}}) :

{{texte}}
{{#si reserves}}
Réserves portées au procès-verbal :
{{reserves}}
{{/si}}
## Dispositif
Après en avoir délibéré, {{organe}} décide :

**Article 1.** D’approuver la décision {{numero}}, « {{titre}} ».

**Article 2.** D’autoriser la présidence à signer tout acte nécessaire à son exécution.
`

export type MatiereDuProjet = {
  readonly decision: DecisionDetaillee
  readonly membre: MembreAuTableau & { readonly nom: string }
  readonly organe: string
  readonly membres: readonly MembreAuTableau[]
  readonly cooperation: string
  readonly visas: string
  readonly modele: Pick<Modele, 'nom' | 'numeroVersion' | 'texte'>
  readonly aujourdhui: string
}

/** The projet of one member: the common template, its own organ, date and visas; the foot of each page names the version of the template. */
export function composerProjet({
  decision,
  membre,
  organe,
  membres,
  cooperation,
  visas,
  modele,
  aujourdhui,
}: MatiereDuProjet): DocumentTexte {
  const reunion = prochaineReunion(membre.reunions, organe, aujourdhui)
  const nom = (id: string) => membres.find(({ organismeId }) => organismeId === id)?.libelle ?? ''
  const texte = remplirGabarit(modele.texte, {
    membre: membre.nom,
    de_membre: deNom(membre.nom),
    organe: organeDe(membre.typeOrganisme, organe)?.libelle ?? organe,
    date_reunion: reunion && date(reunion.date),
    cooperation,
    de_cooperation: deNom(cooperation),
    numero: decision.numero,
    titre: decision.titre,
    instance: decision.instance ?? cooperation,
    de_instance: deNom(decision.instance ?? cooperation),
    date_decision: date(decision.adopteeLe),
    portee: direPortee(decision.porte, membres).toLowerCase(),
    texte: decision.texte || decision.titre,
    visas: visas.split('\n').filter(Boolean),
    reserves: decision.reserves.map((reserve) => `- ${nom(reserve.organismeId)} : ${reserve.texte}`),
  })
  return {
    titre: `Projet de délibération, ${decision.numero}, ${membre.libelle}`,
    auteur: cooperation,
    pied: `${decision.numero} · ${membre.libelle} · modèle « ${modele.nom} », version ${modele.numeroVersion}`,
    blocs: enBlocs(texte),
  }
}
