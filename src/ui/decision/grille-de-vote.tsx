import type { ReactNode } from 'react'
import { MessageDeFaute } from '../champs/champ.tsx'
import type { Ton } from '../etiquette.tsx'
import { Icone, type NomIcone } from '../icone.tsx'

export type OptionDeVote = {
  readonly valeur: string
  readonly libelle: string
  readonly icone: NomIcone
  readonly ton: Ton
}

export type LigneDeVote = {
  readonly cle: string
  readonly titre: string
  readonly detail?: ReactNode
  /** One cell per column of information (presence…): what, and since when. */
  readonly infos: readonly { readonly mot: ReactNode; readonly detail?: ReactNode }[]
  readonly choix: string | null
  /** Instead of the marks: why this line has none. */
  readonly hors?: ReactNode
  /**
   * The line is to be filled. With `action`, each empty mark is a button that posts it at once; without, a round button of the form around.
   */
  readonly saisie?: {
    readonly nom: string
    readonly action?: string
    readonly champs?: Readonly<Record<string, string>>
  }
  readonly faute?: string
  /** The line of the person who reads. */
  readonly mienne?: boolean
}

type PropsGrille = {
  readonly titre: string
  readonly colonneLignes: string
  readonly colonnesInfo: readonly string[]
  readonly options: readonly OptionDeVote[]
  readonly lignes: readonly LigneDeVote[]
  readonly total?: {
    readonly titre: string
    readonly infos: readonly ReactNode[]
    readonly parOption: Readonly<Record<string, number>>
  }
}

/** One line per member, one column per option: who is there and what each said, in one table, never two to cross. No « all » button exists. */
export function GrilleDeVote({ titre, colonneLignes, colonnesInfo, options, lignes, total }: PropsGrille) {
  return (
    <table className="vote tableau" role="table">
      <caption className="vh">{titre}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {[colonneLignes, ...colonnesInfo].map((mot) => (
            <th key={mot} scope="col" role="columnheader">
              {mot}
            </th>
          ))}
          {options.map(({ valeur, libelle }) => (
            <th key={valeur} scope="col" role="columnheader" className="centre">
              {libelle}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lignes.map((ligne) => (
          <Ligne key={ligne.cle} ligne={ligne} options={options} />
        ))}
      </tbody>
      {total && (
        <tfoot role="rowgroup">
          <tr role="row">
            <th scope="row" role="rowheader">
              {total.titre}
            </th>
            {total.infos.map((info, i) => (
              <td key={i} role="cell">
                {info}
              </td>
            ))}
            {options.map(({ valeur, libelle }) => (
              <td key={valeur} role="cell" className="centre total" data-titre={libelle}>
                {total.parOption[valeur] ?? 0}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  )
}

function Ligne({
  ligne,
  options,
}: {
  readonly ligne: LigneDeVote
  readonly options: readonly OptionDeVote[]
}) {
  const { cle, titre, detail, infos, hors, faute, mienne } = ligne
  return (
    <tr role="row" className={mienne ? 'moi' : undefined}>
      <th scope="row" role="rowheader">
        {titre}
        {detail && <small>{detail}</small>}
        {faute && <MessageDeFaute id={`faute-${cle}`} message={faute} />}
      </th>
      {infos.map((info, i) => (
        <td key={i} role="cell">
          {info.mot}
          {info.detail && <small>{info.detail}</small>}
        </td>
      ))}
      {hors ? (
        <td role="cell" colSpan={options.length} className="informe">
          <span className="etiquette etiquette-discrete ton-neutre">
            <Icone nom="informe" taille={16} />
            <span>{hors}</span>
          </span>
        </td>
      ) : (
        options.map((option) => (
          <td key={option.valeur} role="cell" className="centre">
            <Jeton ligne={ligne} option={option} />
          </td>
        ))
      )}
    </tr>
  )
}

function Jeton({ ligne, option }: { readonly ligne: LigneDeVote; readonly option: OptionDeVote }) {
  const { saisie, choix, titre, cle, faute } = ligne
  const { valeur, libelle, icone, ton } = option
  if (saisie && !saisie.action)
    return (
      <label className="jeton-radio">
        <input
          type="radio"
          name={saisie.nom}
          value={valeur}
          defaultChecked={choix === valeur}
          aria-describedby={faute ? `faute-${cle}` : undefined}
        />
        <span className="vh">{`${titre} : `}</span>
        <span className="mot">{libelle}</span>
      </label>
    )
  if (choix === valeur)
    return (
      <span className={`jeton ton-${ton}`}>
        <Icone nom={icone} />
        <span className="mot">{libelle}</span>
      </span>
    )
  if (saisie?.action)
    return (
      <form method="post" action={saisie.action}>
        {Object.entries(saisie.champs ?? {}).map(([nom, texte]) => (
          <input key={nom} type="hidden" name={nom} value={texte} />
        ))}
        <button className="jeton jeton-bouton" type="submit" name={saisie.nom} value={valeur}>
          <span className="vh">{`${titre} : `}</span>
          <span className="mot">{libelle}</span>
        </button>
      </form>
    )
  return <span className="jeton jeton-vide" aria-hidden="true" />
}
