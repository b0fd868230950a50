import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { deNom } from '#shared/mots.ts'
import { date, dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampLong,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
} from '#ui/formulaire.tsx'
import { Alerte, Fiche, Section } from '#ui/textes.tsx'
import { RUBRIQUE } from '../../cadre.tsx'
import { tientLaLigne } from '../../domain/droits.ts'
import type { AdoptionLue, SchemaLu } from '../schemas.repository.ts'
import { EtiquetteAvis } from '../vues.tsx'

type Donnees = RetourDeFormulaire & {
  readonly schema: SchemaLu
  readonly adoption: AdoptionLue
  readonly acteur: Acteur
}

/** What one member did of the text: its own people write, the others read. */
export function pageDeliberation(donnees: Donnees): ContenuDePage {
  const { schema, adoption, acteur, statut, alerte } = donnees
  const sienne = tientLaLigne(acteur, adoption)
  const ecrit = sienne && schema.statut === 'deliberation'
  return {
    titre: `Délibération ${deNom(adoption.libelle)}`,
    h1: ecrit ? 'Qu’a délibéré votre structure ?' : `Où en est ${adoption.libelle} ?`,
    surtitre: schema.titre,
    rubrique: RUBRIQUE,
    ariane: [
      { libelle: 'Schéma', href: '/schema' },
      { libelle: schema.titre, href: `/schema/${schema.id}` },
    ],
    ...(statut && { statut }),
    contenu: (
      <>
        <Section titre="Aujourd’hui">
          <Fiche lignes={fiche(adoption)} />
        </Section>
        {ecrit ? (
          <Saisie {...donnees} />
        ) : (
          <>
            {alerte && <Alerte>{alerte}</Alerte>}
            <p className="detail">
              {sienne
                ? 'Le texte n’est pas, ou plus, soumis aux membres : cette ligne ne se modifie pas.'
                : `Seules les personnes ${deNom(adoption.libelle)} enregistrent sa délibération. ${acteur.libelle} peut la lire, pas l’écrire.`}
            </p>
          </>
        )}
      </>
    ),
  }
}

const fiche = (a: AdoptionLue) => [
  { nom: 'Avis', valeur: <EtiquetteAvis avis={a.avis} /> },
  ...(a.numeroActe || a.dateActe
    ? [
        {
          nom: 'Acte',
          valeur: [a.numeroActe && `n° ${a.numeroActe}`, a.dateActe && `du ${date(a.dateActe)}`]
            .filter(Boolean)
            .join(' '),
        },
      ]
    : []),
  ...(a.signeLe ? [{ nom: 'Signature', valeur: date(a.signeLe) }] : []),
  ...(a.note ? [{ nom: 'Note', valeur: a.note }] : []),
]

const OPTIONS = [
  { valeur: 'favorable', libelle: 'Favorable' },
  { valeur: 'defavorable', libelle: 'Défavorable', aide: 'La coordination pourra reprendre la rédaction.' },
  {
    valeur: 'attendu',
    libelle: 'Pas encore délibéré',
    aide: 'Pour noter la signature seule, ou revenir sur une erreur.',
  },
] as const

function Saisie({ schema, adoption, fautes, saisies, alerte }: Donnees) {
  const entier = (nom: string, libelle: string, valeur: number | null) => (
    <ChampNombre nom={nom} libelle={libelle} facultatif valeur={valeur === null ? '' : String(valeur)} />
  )
  return (
    <Section titre="Enregistrer pour votre structure">
      <Formulaire
        action={`/schema/${schema.id}/deliberations/${adoption.organismeId}`}
        version={adoption.version}
        fautes={fautes}
        saisies={saisies}
        alerte={alerte}
      >
        <ChampChoix
          nom="avis"
          libelle="Quel est l’avis de votre organe délibérant ?"
          options={OPTIONS.map((option) => ({
            ...option,
            coche: option.valeur === (adoption.avis === 'attendu' ? 'favorable' : adoption.avis),
          }))}
        />
        <CoteACote>
          <ChampTexte
            nom="numeroActe"
            libelle="Numéro de l’acte"
            facultatif
            taille="moyen"
            valeur={adoption.numeroActe ?? ''}
          />
          <ChampDate
            nom="dateActe"
            libelle="Date de l’acte"
            facultatif
            valeur={dateSaisie(adoption.dateActe)}
          />
        </CoteACote>
        <CoteACote>
          {entier('pour', 'Pour', adoption.votePour)}
          {entier('contre', 'Contre', adoption.voteContre)}
          {entier('abstention', 'Abstentions', adoption.voteAbstention)}
        </CoteACote>
        <ChampDate
          nom="signeLe"
          libelle="Signature de la présidence"
          facultatif
          valeur={dateSaisie(adoption.signeLe)}
        />
        <ChampLong nom="note" libelle="Note" facultatif lignes={3} valeur={adoption.note} />
        <Actions>
          <Bouton variante="primaire">Enregistrer pour {adoption.libelle}</Bouton>
          <a href={`/schema/${schema.id}`}>Revenir au texte</a>
        </Actions>
      </Formulaire>
    </Section>
  )
}
