import type { ReactNode } from 'react'
import type { Ton } from '../etiquette.tsx'
import { Icone, type NomIcone } from '../icone.tsx'

export type MotifDeVerdict = {
  readonly nom: string
  readonly phrase: ReactNode
  /** The calculation, in grey under the sentence. */
  readonly calcul?: ReactNode
}

/**
 * What was decided: one word, two sentences, the bar, then why, sentence by sentence with its calculation.
 * @param id identifier of the title, unique in the page
 */
export function Verdict({
  id = 'verdict',
  mot,
  icone,
  ton,
  resume,
  barre,
  motifs,
}: {
  readonly id?: string
  readonly mot: string
  readonly icone: NomIcone
  readonly ton: Ton
  readonly resume: readonly string[]
  readonly barre?: ReactNode
  readonly motifs: readonly MotifDeVerdict[]
}) {
  return (
    <section className={`verdict ton-${ton}`} aria-labelledby={id}>
      <div className="verdict-resume">
        <h2 id={id}>
          <Icone nom={icone} taille={30} />
          {mot}
        </h2>
        {resume.map((phrase) => (
          <p key={phrase}>{phrase}</p>
        ))}
        {barre}
      </div>
      <dl>
        {motifs.map(({ nom, phrase, calcul }) => (
          <div key={nom}>
            <dt>{nom}</dt>
            <dd>
              {phrase}
              {calcul && <small>{calcul}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
