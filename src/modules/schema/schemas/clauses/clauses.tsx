import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Section, TexteLibre } from '#ui/textes.tsx'
import { clausesLues, ORDRE_DES_SECTIONS, SECTIONS, sectionsVides } from '../../domain/sections.ts'
import type { SchemaLu } from '../schemas.repository.ts'

/** The text, part by part; where it may be written, each part says what it asks for. */
export function Clauses({
  schema,
  peutRediger,
}: {
  readonly schema: SchemaLu
  readonly peutRediger: boolean
}) {
  const lues = clausesLues(schema.clauses)
  const vides = sectionsVides(schema.clauses)
  const montrees = ORDRE_DES_SECTIONS.filter(
    (section) => peutRediger || vides.includes(section) || lues.some((clause) => clause.section === section),
  )
  return (
    <>
      {montrees.map((section) => {
        const siennes = lues.filter((clause) => clause.section === section)
        return (
          <Section
            key={section}
            titre={SECTIONS[section].libelle}
            id={section}
            filet
            detail={SECTIONS[section].obligatoire ? 'partie obligatoire' : undefined}
            actions={
              peutRediger && (
                <Bouton
                  href={`/schema/${schema.id}/clauses/nouvelle?section=${section}`}
                  icone="ajouter"
                  petit
                >
                  Ajouter une clause
                  <span className="vh"> à « {SECTIONS[section].libelle} »</span>
                </Bouton>
              )
            }
          >
            {peutRediger && <p className="detail">{SECTIONS[section].aide}</p>}
            {vides.includes(section) && (
              <p>
                <Etiquette ton="attention" icone="a_faire">
                  À rédiger
                </Etiquette>
              </p>
            )}
            {siennes.map(({ id, titre, texte }) => (
              <article key={id} id={`clause-${id}`} className="apres">
                <h3>{peutRediger ? <a href={`/schema/${schema.id}/clauses/${id}`}>{titre}</a> : titre}</h3>
                {texte ? <TexteLibre texte={texte} /> : <p className="detail">Clause sans texte.</p>}
              </article>
            ))}
          </Section>
        )
      })}
      {peutRediger && <Retirees schema={schema} />}
    </>
  )
}

function Retirees({ schema }: { readonly schema: SchemaLu }) {
  const retirees = schema.clauses.filter(({ retiree }) => retiree)
  if (retirees.length === 0) return null
  return (
    <details className="repli">
      <summary>Clauses retirées ({retirees.length})</summary>
      <ul className="liste-lignes">
        {retirees.map(({ id, titre, section, version }) => (
          <li key={id}>
            <div>
              <p>
                <strong>{titre}</strong>
              </p>
              <p className="detail">{SECTIONS[section].libelle}</p>
            </div>
            <div className="fin">
              <BoutonPost
                action={`/schema/${schema.id}/clauses/${id}/retablir`}
                champs={{ version }}
                icone="annuler"
                petit
              >
                Rétablir<span className="vh"> « {titre} »</span>
              </BoutonPost>
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}
