import { enBlocs } from '#platform/documents/blocs.ts'
import type { DocumentTexte } from '#platform/documents/docx.ts'
import { remplirGabarit, type Variables } from '#platform/documents/gabarit.ts'
import { deNom } from '#shared/mots.ts'
import { date, nombre } from '#shared/typographie.ts'
import type { Contrat } from '../../execution/contrats.queries.ts'
import type { OperationLue } from '../../operations/operations.queries.ts'
import type { AdhesionLue } from '../suivi/suivi.queries.ts'

/** What the template of an employer's projet de délibération may use. */
export const VARIABLES = {
  employeur: { type: 'texte', libelle: 'Nom de l’employeur' },
  de_employeur: { type: 'texte', libelle: 'Ce nom derrière « de » : « d’Angers », « du Mans »' },
  siret: { type: 'texte', libelle: 'SIRET ou SIREN de l’employeur' },
  centre: { type: 'texte', libelle: 'Centre de gestion qui le sert' },
  cooperation: { type: 'texte', libelle: 'Nom de la coopération' },
  de_cooperation: { type: 'texte', libelle: 'Ce nom derrière « de »' },
  operation: { type: 'texte', libelle: 'Titre de l’achat' },
  decision: { type: 'texte', libelle: 'Numéro de la décision qui l’a lancé' },
  date_decision: { type: 'date', libelle: 'Date de cette décision' },
  niveau: { type: 'texte', libelle: 'Niveau choisi' },
  options: { type: 'texte', libelle: 'Options choisies' },
  part: { type: 'texte', libelle: 'Part de l’employeur' },
  part_agent: { type: 'texte', libelle: 'Part de l’agent' },
  assureur: { type: 'texte', libelle: 'Assureur du contrat' },
  taux: { type: 'texte', libelle: 'Taux de cotisation du niveau' },
  debut: { type: 'date', libelle: 'Premier jour du contrat' },
  fin: { type: 'date', libelle: 'Dernier jour du contrat' },
  comite: { type: 'texte', libelle: 'Comité social compétent' },
  avis: { type: 'texte', libelle: 'Avis du comité et sa date' },
} as const satisfies Variables

/** The template of a purchase whose leader has not written its own. */
export const MODELE_DE_DEPART = `# Projet de délibération
## Adhésion au contrat collectif : {{operation}}
L’assemblée délibérante {{de_employeur}}{{#si siret}} ({{siret}}){{/si}},

Vu le code général de la fonction publique, notamment ses articles L. 827-1 à L. 827-12,
Vu la loi n° 2025-1251 du 22 décembre 2025,
Vu le décret n° 2022-581 du 20 avril 2022,
Vu la décision {{decision}} du {{date_decision}} ({{cooperation}}),
{{#si avis}}
Vu l’avis du {{comite}} : {{avis}},
{{/si}}
## Exposé
{{centre}} a consulté les organismes d’assurance avec les autres membres {{de_cooperation}}. Le contrat court du {{debut}} au {{fin}}{{#si assureur}}, avec {{assureur}}{{/si}}. L’adhésion des agents est obligatoire, sauf les cas de dispense prévus par les textes et par l’accord collectif.

## Dispositif
Après en avoir délibéré, l’assemblée décide :

**Article 1.** D’adhérer au contrat collectif « {{operation}} » à compter du {{debut}}.

**Article 2.** De retenir le niveau « {{niveau}} »{{#si taux}}, au taux de {{taux}} de l’assiette{{/si}}{{#si options}}, avec les options suivantes : {{options}}{{/si}}.

**Article 3.** De fixer la participation de l’employeur à {{part}} de la cotisation de chaque agent, le reste ({{part_agent}}) étant retenu sur sa paie.

**Article 4.** D’autoriser l’autorité territoriale à signer la convention d’adhésion avec {{centre}} et tout acte nécessaire.

**Article 5.** D’inscrire les crédits nécessaires au budget.
`

export type Modele = { readonly numero: number; readonly texte: string }
export type MatiereDAdhesion = {
  readonly adhesion: AdhesionLue
  readonly operation: OperationLue
  readonly contrat: Contrat | null
  readonly modele: Modele
  readonly cooperation: string
  readonly aujourdhui: string
  readonly avis: string
}

/** The projet of one employer: the template of the purchase with its own choices; the foot of each page names the version of the template. */
export function composerDeliberation(m: MatiereDAdhesion): DocumentTexte {
  const { adhesion: a, operation, contrat, modele } = m
  const enPart = (milli: number) => `${nombre(milli / 1000)} %`
  return {
    titre: `Projet de délibération, ${a.nom}`,
    auteur: a.centre,
    pied: `${a.nom} · modèle de délibération, version ${modele.numero} · établi le ${date(m.aujourdhui)}`,
    blocs: enBlocs(
      remplirGabarit(modele.texte, {
        employeur: a.nom,
        de_employeur: deNom(a.nom),
        siret: a.siret,
        centre: a.centre,
        cooperation: m.cooperation,
        de_cooperation: deNom(m.cooperation),
        operation: operation.titre,
        decision: operation.decision.numero,
        date_decision: date(operation.decision.adopteeLe),
        niveau: a.niveau,
        options: a.options,
        part: enPart(a.part),
        part_agent: enPart(100_000 - a.part),
        assureur: contrat?.assureur ?? null,
        taux: tauxDe(contrat, a.niveau),
        debut: date(contrat?.du ?? operation.debutLe),
        fin: contrat && date(contrat.au),
        comite:
          a.comite === 'employeur'
            ? `comité social territorial ${deNom(a.nom)}`
            : `comité social territorial placé auprès ${deNom(a.centre)}`,
        avis: m.avis,
      }),
    ),
  }
}

const tauxDe = (contrat: Contrat | null, niveau: string): string | null => {
  const tarif = contrat?.tarifs.filter((t) => t.niveau === niveau).at(-1)
  return tarif ? `${nombre(tarif.taux / 1000)} %` : null
}

/** What an employer hands out to its agents: what changes, from when, what it costs, who is dispensed, whom to ask. */
export function composerNote({
  adhesion: a,
  operation,
  contrat,
  aujourdhui,
}: MatiereDAdhesion): DocumentTexte {
  const taux = tauxDe(contrat, a.niveau)
  const effet = a.effetLe ?? contrat?.du ?? operation.debutLe
  return {
    titre: `Information des agents, ${a.nom}`,
    auteur: a.nom,
    pied: `${a.nom} · information des agents, établie le ${date(aujourdhui)}`,
    blocs: enBlocs(`# Votre protection en cas d’arrêt de travail change
## À partir du ${date(effet)}
${a.nom} adhère au contrat « ${operation.titre} », préparé par ${a.centre}${contrat ? ` et assuré par ${contrat.assureur}` : ''}.
## Ce qui change pour vous
- Vous êtes couvert au niveau « ${a.niveau || 'à choisir'} », sans questionnaire de santé.
- L’adhésion est obligatoire pour tous les agents, titulaires, stagiaires et contractuels.
${taux ? `- La cotisation est de ${taux} de votre traitement brut, NBI et primes mensuelles comprises.` : '- Le taux de cotisation vous sera indiqué avec votre bulletin.'}
- Votre employeur en paie ${nombre(a.part / 1000)} % ; le reste est retenu sur votre paie.
## Si vous avez déjà un contrat individuel
- Résiliez-le pour la veille du ${date(effet)} : demandez un modèle de lettre à votre employeur.
- Si vous êtes en arrêt ce jour-là et titulaire d’un contrat individuel, l’adhésion ne s’impose à vous qu’après trente jours de reprise. Vous pouvez la demander avant.
## Ce qui peut vous en dispenser
- Les cas prévus par l’accord collectif. Les textes nationaux en attendent d’autres : ils ne sont pas publiés.
- La demande vient de vous, par écrit, avec un justificatif, remis à votre employeur.
## Combien toucherez-vous ?
Un simulateur public, sans compte et sans rien garder, vous le dit : demandez l’adresse à votre employeur.
## À qui s’adresser
À votre service du personnel ou au secrétariat ${deNom(a.nom)}.`),
  }
}
