import { jourDe } from '#shared/dates.ts'
import { date, montant, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Fictif, Section, Vide } from '#ui/textes.tsx'
import type { PropsAction } from '../actions/action.page.tsx'
import { mene } from '../domain/droits.ts'
import { repartir } from '../domain/repartition.ts'
import type { CleLue } from './couts.queries.ts'
import { direCle, direPart } from './dire.ts'
import { payeursDe } from './repartir.ts'

type Ligne = CleLue['poids'][number] & { readonly prevu: number | null; readonly constate: number | null }

/** What a member weighs in a key, in words. */
const direPoids = (cle: CleLue, { agents, masse, libre }: CleLue['poids'][number]): string =>
  [
    cle.agents > 0 && agents !== null && `${nombre(agents)} agents`,
    cle.masse > 0 && masse !== null && `${montant(masse)} de masse salariale`,
    cle.libre > 0 && libre !== null && direPart(libre),
  ]
    .filter(Boolean)
    .join(', ') || 'part égale'

/** Shares of one action, each with their sums: what is not known is said, never zero. */
export function TableauDesParts({
  cle,
  prevu,
  constate,
}: {
  readonly cle: CleLue
  readonly prevu: number | null
  readonly constate: number | null
}) {
  const [prevus, constates] = [prevu, constate].map((total) =>
    total === null ? null : repartir(total, cle, cle.poids),
  )
  const lignes: Ligne[] = cle.poids.map((poids, rang) => ({
    ...poids,
    prevu: prevus?.[rang] ?? null,
    constate: constates?.[rang] ?? null,
  }))
  const dire = (centimes: number | null) => (centimes === null ? 'non dit' : montant(centimes))
  return (
    <Tableau<Ligne>
      titre="Part de chaque membre dans le coût de l’action"
      lignes={lignes}
      cleDe={({ organismeId }) => organismeId}
      colonnes={[
        {
          cle: 'membre',
          titre: 'Membre',
          entete: true,
          contenu: ({ libelle }) => libelle,
          total: 'Ensemble',
        },
        { cle: 'poids', titre: 'Pèse', contenu: (ligne) => direPoids(cle, ligne), total: '' },
        {
          cle: 'prevu',
          titre: 'Part prévue',
          nombre: true,
          contenu: (ligne) => dire(ligne.prevu),
          total: dire(prevu),
        },
        {
          cle: 'constate',
          titre: 'Part constatée',
          nombre: true,
          contenu: (ligne) => dire(ligne.constate),
          total: dire(constate),
        },
      ]}
    />
  )
}

/** Who pays what for an action: its key, the bases it froze, the part of each in whole cents. */
export function Repartition({ action, acteur, cles }: PropsAction) {
  const sien = mene(acteur, action)
  const [cle, ...avant] = cles
  const chiffree = action.coutPrevuCentimes !== null || action.coutReelCentimes !== null
  if (!cle && !sien && !chiffree) return null
  const payeurs = payeursDe(action)
  const ecart =
    cle &&
    (cle.poids.length !== payeurs.size || cle.poids.some(({ organismeId }) => !payeurs.has(organismeId)))
  return (
    <Section titre="Qui paie quoi" id="couts">
      {!cle && (
        <Vide>
          {chiffree
            ? 'Le coût de cette action n’est pas réparti : aucune clé n’est fixée.'
            : 'Cette action n’a ni coût ni clé de répartition.'}
        </Vide>
      )}
      {cle && (
        <>
          <p>
            {direCle(cle)}. Clé no {cle.numero}, fixée par la décision{' '}
            <a href={`/decisions/${cle.decision.id}`}>{cle.decision.numero}</a>.{' '}
            {cle.fictif && <Fictif>{cle.fictif}</Fictif>}
          </p>
          {ecart && (
            <Alerte ton="attention" titre="Les participants ont changé depuis cette clé">
              <p>Les parts suivent les membres d’alors. Une nouvelle clé les mettra à jour.</p>
            </Alerte>
          )}
          {chiffree ? (
            <TableauDesParts cle={cle} prevu={action.coutPrevuCentimes} constate={action.coutReelCentimes} />
          ) : (
            <Vide>Aucun coût n’est encore indiqué : les parts se calculeront dès qu’il le sera.</Vide>
          )}
          <p className="detail">
            Écrite le {date(jourDe(cle.fixeeLe))} par {cle.fixeePar}. Les bases sont celles de ce jour-là. Au
            centime : les centimes restants vont aux plus grandes fractions.
          </p>
        </>
      )}
      {avant.length > 0 && (
        <details className="repli">
          <summary>Clés précédentes</summary>
          <ul>
            {avant.map((ancienne) => (
              <li key={ancienne.numero}>
                No {ancienne.numero}, {date(jourDe(ancienne.fixeeLe))}, décision {ancienne.decision.numero} :{' '}
                {direCle(ancienne)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {sien && (
        <p>
          <Bouton href={`/programme/actions/${action.id}/cle`} icone="reglages">
            {cle ? 'Changer la clé' : 'Fixer la clé'}
          </Bouton>
        </p>
      )}
    </Section>
  )
}
