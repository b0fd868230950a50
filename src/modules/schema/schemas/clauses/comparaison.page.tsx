import type { ContenuDePage } from '#platform/http/services.ts'
import { compte } from '#shared/typographie.ts'
import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { RUBRIQUE } from '../../cadre.tsx'
import { type Changement, comparerClauses, type Passage } from '../../domain/avenant.ts'
import { SECTIONS } from '../../domain/sections.ts'
import type { SchemaLu } from '../schemas.repository.ts'

const SIGNES: Readonly<
  Record<Exclude<Changement['genre'], 'inchangee'>, { ton: Ton; icone: NomIcone; mot: string }>
> = {
  ajoutee: { ton: 'ok', icone: 'ajouter', mot: 'Clause ajoutée' },
  retiree: { ton: 'alerte', icone: 'retirer', mot: 'Clause retirée' },
  modifiee: { ton: 'info', icone: 'modifier', mot: 'Clause modifiée' },
  deplacee: { ton: 'neutre', icone: 'changer', mot: 'Clause déplacée' },
}

/** What an avenant changes to the text that it modifies: clause by clause, word by word. */
export function pageComparaison(avant: SchemaLu, apres: SchemaLu): ContenuDePage {
  const changements = comparerClauses(avant.clauses, apres.clauses)
  const changes = changements.filter(({ genre }) => genre !== 'inchangee')
  const inchangees = changements.length - changes.length
  return {
    titre: 'Ce que l’avenant change',
    surtitre: apres.titre,
    rubrique: RUBRIQUE,
    ariane: [
      { libelle: 'Schéma', href: '/schema' },
      { libelle: apres.titre, href: `/schema/${apres.id}` },
    ],
    chapeau: (
      <p>
        Par rapport à « {avant.titre} » : {compte(changes.length, 'clause changée', 'clauses changées')},{' '}
        {compte(inchangees, 'clause inchangée', 'clauses inchangées')}.
      </p>
    ),
    contenu:
      changes.length === 0 ? (
        <Vide action={<a href={`/schema/${apres.id}`}>Revenir à l’avenant</a>}>
          L’avenant ne change encore aucune clause.
        </Vide>
      ) : (
        changes.map((changement) => <UnChangement key={cleDe(changement)} {...changement} />)
      ),
  }
}

const cleDe = ({ avant, apres }: Changement): string => apres?.id ?? avant?.id ?? ''

function UnChangement({ genre, avant, apres, passages }: Changement) {
  const clause = apres ?? avant
  if (!clause || genre === 'inchangee') return null
  const { ton, icone, mot } = SIGNES[genre]
  return (
    <Section titre={clause.titre} detail={SECTIONS[clause.section].libelle} filet>
      <p>
        <Etiquette ton={ton} icone={icone}>
          {mot}
        </Etiquette>
      </p>
      {avant && apres && avant.titre !== apres.titre && <p className="detail">Titre avant : {avant.titre}</p>}
      {avant && apres && avant.section !== apres.section && (
        <p className="detail">
          De « {SECTIONS[avant.section].libelle} » à « {SECTIONS[apres.section].libelle} ».
        </p>
      )}
      {genre === 'ajoutee' && <TexteLibre texte={clause.texte} />}
      {genre === 'retiree' && <Avant texte={clause.texte} />}
      {genre === 'modifiee' && avant && (
        <>
          <MotAMot passages={passages} />
          <Avant texte={avant.texte} replie />
        </>
      )}
    </Section>
  )
}

const Avant = ({ texte, replie }: { readonly texte: string; readonly replie?: boolean }) =>
  replie ? (
    <details className="repli">
      <summary>Texte avant l’avenant</summary>
      <TexteLibre texte={texte} />
    </details>
  ) : (
    <del>
      <TexteLibre texte={texte} />
    </del>
  )

/** Struck and underlined, and said in words for who hears the page: colour is never the only sign. */
const MotAMot = ({ passages }: { readonly passages: readonly Passage[] }) => (
  <div className="texte-libre" dir="auto">
    <p>
      {passages.map(({ genre, texte }, i) => {
        if (genre === 'garde') return <span key={i}>{texte}</span>
        return genre === 'ote' ? (
          <del key={i}>
            <span className="vh">[retiré : </span>
            {texte}
            <span className="vh">] </span>
          </del>
        ) : (
          <ins key={i}>
            <span className="vh">[ajouté : </span>
            {texte}
            <span className="vh">] </span>
          </ins>
        )
      })}
    </p>
  </div>
)
