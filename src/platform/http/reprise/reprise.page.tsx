import { instant } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampFichier } from '#ui/formulaire.tsx'
import { Alerte, Section } from '#ui/textes.tsx'
import type { Session } from '../../comptes/session.ts'
import type { ContenuDePage } from '../services.ts'
import { type Attente, textesALire } from './envoi.ts'

/** Where one proves again: the code or the key for whoever has one, else the way in. */
export const porteDeLaPreuve = (session: Session | null, retour: string): string =>
  `${session && (session.secondFacteur || session.cleAcces) ? '/second-facteur' : '/connexion'}?${new URLSearchParams({ retour })}`

/** Where the other tab ends. */
export const FAITE = '/connexion/faite'
/** Where what was typed is asked back. */
export const RETROUVER = '/connexion/reprise'

/**
 * A form arrived without its session, or without a recent proof: it waits, sealed in this page, for the person who filled it.
 * @param alerte what is still missing, when it was asked for too early
 */
export const pageAttente = (
  session: Session | null,
  { preuve }: Pick<Attente, 'preuve'>,
  scelle: string,
  alerte?: string,
): ContenuDePage => ({
  titre: preuve ? 'Prouvez de nouveau que c’est vous' : 'Votre connexion s’est fermée',
  statut: 401,
  chapeau: (
    <p>
      {preuve
        ? 'Pour ce geste, nous vérifions que c’est toujours vous : votre dernière preuve a plus d’un quart d’heure.'
        : 'Elle se ferme après douze heures, ou plus tôt sans activité.'}{' '}
      Rien n’est enregistré, et rien de ce que vous avez saisi n’est perdu : gardez cette page ouverte.
    </p>
  ),
  contenu: (
    <>
      {alerte && (
        <Alerte focus>
          <p>{alerte}</p>
        </Alerte>
      )}
      <Section titre={preuve ? '1. Prouver que c’est vous' : '1. Vous connecter'}>
        {preuve && (
          <p>
            {session && (session.secondFacteur || session.cleAcces)
              ? 'Le code de votre téléphone ou votre clé d’accès suffit.'
              : 'Une nouvelle entrée suffit : par un lien reçu par courriel, par exemple.'}
          </p>
        )}
        <Bouton variante="primaire" href={porteDeLaPreuve(session, FAITE)} nouvelOnglet>
          {preuve ? 'Donner une preuve' : 'Se connecter'}, dans un nouvel onglet
        </Bouton>
      </Section>
      <Retrouver
        scelle={scelle}
        apres="Revenez ensuite à cet onglet-ci. Votre saisie ne se rouvre que pour vous, avec votre compte. Ce n’est pas vous qui l’aviez remplie ? Fermez cette page."
      />
    </>
  ),
})

/** The second step: what was typed is asked back, sealed as it came. */
const Retrouver = ({ scelle, apres }: { readonly scelle: string; readonly apres: string }) => (
  <Section titre="2. Retrouver votre saisie">
    <p>{apres}</p>
    <form className="formulaire" method="post" action={RETROUVER}>
      <input type="hidden" name="saisie" value={scelle} />
      <Actions>
        <Bouton>Retrouver ma saisie</Bouton>
      </Actions>
    </form>
  </Section>
)

/** Nothing can be given back: nobody is known as its author, or it is too long. */
export const pageSansReprise = (motif: 'inconnue' | 'longue', retour: string): ContenuDePage => ({
  titre: 'Votre connexion s’est fermée',
  statut: 401,
  chapeau: (
    <p>
      Rien n’est enregistré.{' '}
      {motif === 'longue'
        ? 'Ce que vous avez saisi est trop long pour être gardé dans cette page.'
        : 'Nous ne savons plus qui était connecté ici : cette saisie ne peut être rendue à personne.'}
    </p>
  ),
  contenu: (
    <>
      <p>
        Revenez en arrière dans votre navigateur : il montre souvent encore ce que vous aviez écrit. Copiez-le
        avant de vous connecter.
      </p>
      <Bouton variante="primaire" href={`/connexion?${new URLSearchParams({ retour })}`} nouvelOnglet>
        Se connecter, dans un nouvel onglet
      </Bouton>
    </>
  ),
})

/** Somebody else is signed in: nothing of what was typed is shown, nor whose it is. */
export const pageAutrePersonne = (scelle: string): ContenuDePage => ({
  titre: 'Cette saisie est celle d’une autre personne',
  statut: 403,
  chapeau: (
    <p>Elle l’a remplie sur ce navigateur avant vous. Rien ne vous en est montré, rien n’est envoyé.</p>
  ),
  contenu: (
    <>
      <p>
        Pour la retrouver, elle se connecte ici avec son compte, puis appuie sur le bouton. Sinon, fermez
        cette page.
      </p>
      <form className="formulaire" method="post" action={RETROUVER}>
        <input type="hidden" name="saisie" value={scelle} />
        <Actions>
          <Bouton>Retrouver ma saisie</Bouton>
          <a href="/tableau-de-bord">Aller au tableau de bord</a>
        </Actions>
      </form>
    </>
  ),
})

/** The page was altered, comes from elsewhere, or is more than a week old. */
export const pagePerdue = (): ContenuDePage => ({
  titre: 'Cette saisie ne se rouvre plus',
  statut: 422,
  chapeau: <p>Elle attend une semaine au plus, et cette page a pu être modifiée. Rien n’a été envoyé.</p>,
  contenu: (
    <Bouton variante="primaire" href="/tableau-de-bord">
      Reprendre depuis le tableau de bord
    </Bouton>
  ),
})

/** Its author is back: what she typed, ready to be sent where it was going. */
export const pageRetrouvee = ({ action, envoi, le }: Attente, organisme: string): ContenuDePage => ({
  titre: 'Voici votre saisie',
  chapeau: (
    <p>
      Du {instant(le)}. Rien n’en est encore enregistré : « Envoyer » le fera, au nom de {organisme}.
    </p>
  ),
  contenu: (
    <>
      {textesALire(envoi).length === 0 && <p>Vos réponses sont gardées telles que vous les aviez données.</p>}
      {textesALire(envoi).length > 0 && (
        <Section titre="Ce que vous aviez écrit">
          {textesALire(envoi).map((texte, rang) => (
            <blockquote key={rang} className="reserve">
              {texte}
            </blockquote>
          ))}
        </Section>
      )}
      <form
        className="formulaire"
        method="post"
        action={action}
        encType={envoi.multipart ? 'multipart/form-data' : undefined}
      >
        {envoi.textes.map(([nom, valeur], rang) => (
          <input key={rang} type="hidden" name={nom} value={valeur} />
        ))}
        {envoi.fichiers.map(([champ, noms]) => (
          <ChampFichier
            key={champ}
            nom={champ}
            libelle={`Choisissez de nouveau : ${noms.join(', ')}`}
            plusieurs={noms.length > 1}
          />
        ))}
        <Actions>
          <Bouton variante="primaire">Envoyer</Bouton>
          <a href="/tableau-de-bord">Abandonner</a>
        </Actions>
      </form>
    </>
  ),
})

/** The same person acts for another organisation than the one for which she had filled the form. */
export const pageAutreStructure = (scelle: string): ContenuDePage => ({
  titre: 'Choisissez la même structure',
  statut: 409,
  chapeau: <p>Vous aviez rempli ce formulaire pour une autre de vos structures. Rien n’a été envoyé.</p>,
  contenu: (
    <>
      <Section titre="1. Changer de structure">
        <Bouton
          variante="primaire"
          href={`/structures?${new URLSearchParams({ retour: FAITE })}`}
          nouvelOnglet
        >
          Choisir la structure, dans un nouvel onglet
        </Bouton>
      </Section>
      <Retrouver scelle={scelle} apres="Revenez ensuite à cet onglet-ci." />
    </>
  ),
})
