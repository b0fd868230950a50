import type { ReactNode } from 'react'
import { typographier } from '#shared/typographie.ts'
import { Etiquette, type Ton } from '../etiquette.tsx'
import type { NomIcone } from '../icone.tsx'
import { RegionDefilante } from '../tableau.tsx'

export type EtatDeSuite = { readonly ton: Ton; readonly icone: NomIcone; readonly mot: string }

export type CaseDeSuite = EtatDeSuite & {
  /** A date or a few words; what the date means changes with the state. */
  readonly detail?: string
  readonly href?: string
  /** This member is told, not bound: the cell is grey and does not count. */
  readonly hors?: boolean
}

export type LigneDeSuites = {
  readonly cle: string
  readonly titre: string
  readonly href?: string
  readonly detail?: ReactNode
  /** A sign and its words, under the title. */
  readonly signe?: ReactNode
  /** By key of member. */
  readonly cases: Readonly<Record<string, CaseDeSuite>>
  readonly bilan: ReactNode
}

type PropsSuites = {
  readonly titre: string
  readonly colonneLignes: { readonly titre: string; readonly detail?: string }
  readonly colonneBilan: string
  readonly membres: readonly {
    readonly cle: string
    readonly libelle: string
    readonly detail?: string
    readonly mien?: boolean
  }[]
  readonly lignes: readonly LigneDeSuites[]
  readonly legende?: readonly EtatDeSuite[]
}

/** Rows × members: each cell an icon, a word and a date. A named region that scrolls by itself; a list per row on small screens. */
export function SuitesParMembre({
  titre,
  colonneLignes,
  colonneBilan,
  membres,
  lignes,
  legende = [],
}: PropsSuites) {
  return (
    <>
      {legende.length > 0 && (
        <ul className="legende">
          {legende.map(({ mot, ...etat }) => (
            <li key={mot}>
              <Etiquette {...etat} discrete>
                {mot}
              </Etiquette>
            </li>
          ))}
        </ul>
      )}
      <RegionDefilante titre={titre}>
        <table className="tableau grille" role="table">
          <caption className="vh">{titre}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">
                {colonneLignes.titre}
                {colonneLignes.detail && <small>{colonneLignes.detail}</small>}
              </th>
              {membres.map(({ cle, libelle, detail, mien }) => (
                <th key={cle} scope="col" role="columnheader" className={mien ? 'membre moi' : 'membre'}>
                  {libelle}
                  {detail && <small>{detail}</small>}
                </th>
              ))}
              <th scope="col" role="columnheader">
                {colonneBilan}
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {lignes.map(({ cle, titre: mots, href, detail, signe, cases, bilan }) => (
              <tr key={cle} role="row">
                <th scope="row" role="rowheader">
                  {href ? <a href={href}>{mots}</a> : mots}
                  {detail && <small>{detail}</small>}
                  {signe}
                </th>
                {membres.map((membre) => (
                  <Case key={membre.cle} membre={membre.libelle} suite={cases[membre.cle]} />
                ))}
                <td role="cell" data-titre={typographier(colonneBilan)} className="bilan">
                  {bilan}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </RegionDefilante>
    </>
  )
}

function Case({ membre, suite }: { readonly membre: string; readonly suite: CaseDeSuite | undefined }) {
  if (!suite) return <td role="cell" />
  const { ton, icone, mot, detail, href, hors } = suite
  const contenu = (
    <>
      <Etiquette ton={ton} icone={icone} discrete>
        {mot}
      </Etiquette>
      {detail && <small>{detail}</small>}
    </>
  )
  return (
    <td role="cell" data-titre={typographier(membre)} className={hors ? 'informe' : undefined}>
      {href ? (
        <a className="case" href={href}>
          {contenu}
        </a>
      ) : (
        <div className="case">{contenu}</div>
      )}
    </td>
  )
}
