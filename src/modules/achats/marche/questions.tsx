import { nouvelId } from '#shared/ids.ts'
import { compte, instant } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampLong, Formulaire } from '#ui/formulaire.tsx'
import { Section, TexteLibre, Vide } from '#ui/textes.tsx'
import type { PropsMarche } from './marche.page.tsx'
import type { MarcheLu } from './marche.queries.ts'

/** Questions and their answers, the same for all the candidates, without the name of who asked. */
export function Questions({
  operation,
  marche,
  questions,
  mene,
  formulaire,
  fautes,
  saisies,
  alerte,
}: PropsMarche & { readonly marche: MarcheLu }) {
  if (!marche.publieLe) return null
  const racine = `/achats/${operation.id}/marche/questions`
  const retour = (id: string) => formulaire === id && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte }
  return (
    <Section titre="Questions des candidats" detail={compte(questions.length, 'question')}>
      {questions.length === 0 && (
        <Vide>Aucune question publiée. Chaque réponse vaut pour tous les candidats.</Vide>
      )}
      {questions.map(({ id, texte, poseeLe, reponse, publieeLe, version }) => (
        <article key={id}>
          <h3>{texte.split('\n')[0]}</h3>
          {texte.includes('\n') && <TexteLibre texte={texte} />}
          <p className="detail">
            Posée le {instant(poseeLe)}
            {publieeLe ? `, réponse publiée à tous le ${instant(publieeLe)}` : ', sans réponse'}.
          </p>
          {publieeLe ? (
            <TexteLibre texte={reponse} />
          ) : (
            mene && (
              <Formulaire
                id={`q-${id}`}
                prefixe
                action={`${racine}/${id}`}
                version={version}
                {...retour(`q-${id}`)}
              >
                <ChampLong nom="reponse" libelle="Réponse, publiée à tous les candidats" />
                <Actions>
                  <Bouton>Publier la réponse</Bouton>
                </Actions>
              </Formulaire>
            )
          )}
        </article>
      ))}
      {mene && !marche.ouvertLe && (
        <Formulaire id="question" prefixe action={racine} cle={nouvelId()} {...retour('question')}>
          <ChampLong nom="texte" libelle="Question reçue" aide="Sans le nom du candidat." />
          <Actions>
            <Bouton icone="ajouter">Enregistrer la question</Bouton>
          </Actions>
        </Formulaire>
      )}
    </Section>
  )
}
