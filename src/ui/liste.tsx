import type { ReactNode } from 'react'

export type LigneDeListe = {
  readonly cle: string
  /** A date or a deadline, before the line; `urgent` is for today and late, always with its word. */
  readonly quand?: { readonly mot: string; readonly detail?: ReactNode; readonly urgent?: boolean }
  /** Whose it is, above the title. */
  readonly surtitre?: ReactNode
  readonly titre: string
  readonly href?: string
  readonly detail?: ReactNode
  /** At the end of the line: a label, one button. */
  readonly fin?: ReactNode
  readonly courante?: boolean
}

/** Lines to go through in order, one deed each. Shows `vide` instead of nothing. */
export function Liste({
  lignes,
  vide,
}: {
  readonly lignes: readonly LigneDeListe[]
  readonly vide?: ReactNode
}) {
  if (lignes.length === 0) return <>{vide}</>
  const datee = lignes.some(({ quand }) => quand)
  return (
    <ul className={datee ? 'liste-lignes liste-datee' : 'liste-lignes'}>
      {lignes.map(({ cle, quand, surtitre, titre, href, detail, fin, courante }) => (
        <li key={cle} aria-current={courante ? 'true' : undefined}>
          {datee && (
            <p className={quand?.urgent ? 'quand quand-urgent' : 'quand'}>
              <strong>{quand?.mot}</strong> {quand?.detail && <span>{quand.detail}</span>}
            </p>
          )}
          <div className="ligne-corps">
            {surtitre && <p className="detail">{surtitre}</p>}
            <p className="ligne-titre">{href ? <a href={href}>{titre}</a> : titre}</p>
            {detail && <div className="detail">{detail}</div>}
          </div>
          {fin && <div className="fin">{fin}</div>}
        </li>
      ))}
    </ul>
  )
}
