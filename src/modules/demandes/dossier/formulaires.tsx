import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampFichier, ChampLong, Formulaire } from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import { traite } from '../domain/droits.ts'
import { texteDuLot } from '../lot/ecrire.ts'
import type { PropsDemande } from './demande.page.tsx'

const AIDE_FICHIERS = 'PDF, image ou document, 10 Mo chacun.'

/** The answer of the town hall, right under the question: words, files, one button. */
export function FormulaireReponse({ demande, cle, forme, fautes, saisies, alerte }: PropsDemande) {
  const revient = forme === 'completer'
  return (
    <Formulaire
      action={`/demandes/${demande.id}/faire/completer`}
      id="reponse"
      prefixe
      fichiers
      version={demande.version}
      cle={cle}
      {...(revient && fautes && { fautes })}
      {...(revient && saisies && { saisies })}
      alerte={revient ? alerte : undefined}
    >
      <ChampLong nom="texte" libelle="Votre réponse" aide="Sans donnée de santé." />
      <ChampFichier nom="fichiers" libelle="Pièces" aide={AIDE_FICHIERS} facultatif plusieurs />
      <Actions>
        <Bouton variante="primaire" icone="envoyer">
          Envoyer la réponse
        </Bouton>
      </Actions>
    </Formulaire>
  )
}

/** A message of the thread: it changes no state and stops no clock. The town hall says when it only asks where its request stands. */
export function FormulaireMessage({
  demande,
  acteur,
  cle,
  forme,
  fautes,
  saisies,
  alerte,
  aide,
}: PropsDemande) {
  if (['BROUILLON', 'ANNULEE', 'REORIENTEE'].includes(demande.etat)) return null
  const revient = forme === 'message'
  const cdg = traite.autorise(acteur)
  const modeles = (cdg && aide?.modeles.filter(({ genre }) => genre === 'message')) || []
  const mots = aide?.motsDuMessage
  return (
    <Section titre={cdg ? 'Écrire' : 'Écrire au gestionnaire'} id="ecrire" filet>
      {modeles.length > 0 && (
        <ul className="modeles" aria-label="Partir d’un modèle">
          {modeles.map(({ id, titre }) => (
            <li key={id}>
              <a
                href={`/demandes/${demande.id}?message=${id}#ecrire`}
                aria-current={id === mots?.id ? 'true' : undefined}
              >
                {titre}
              </a>
            </li>
          ))}
        </ul>
      )}
      <Formulaire
        action={`/demandes/${demande.id}/messages`}
        {...(mots && { champs: { modele: mots.id } })}
        id="message"
        prefixe
        fichiers
        cle={cle}
        {...(revient && fautes && { fautes })}
        {...(revient && saisies && { saisies })}
        alerte={revient ? alerte : undefined}
      >
        <ChampLong
          nom="texte"
          libelle="Message"
          valeur={mots ? texteDuLot(mots.texte, demande) : undefined}
        />
        <ChampChoix
          nom={cdg ? 'visible' : 'nouvelles'}
          libelle={cdg ? 'Qui le lit' : 'Ce message'}
          plusieurs
          options={
            cdg
              ? [{ valeur: 'cdg', libelle: 'Note interne : la collectivité ne la lit pas' }]
              : [{ valeur: 'oui', libelle: 'Je demande seulement où en est ma demande' }]
          }
        />
        <ChampFichier nom="fichiers" libelle="Pièces" aide={AIDE_FICHIERS} facultatif plusieurs />
        <Actions>
          <Bouton icone="message">Envoyer le message</Bouton>
        </Actions>
      </Formulaire>
    </Section>
  )
}
