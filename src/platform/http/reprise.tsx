import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ouvertATous } from '#shared/acteur.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions } from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import type { Session } from '../comptes/session.ts'
import type { Saisies } from './contexte.ts'
import type { ContenuDePage, Services } from './services.ts'

/** Where one proves again: the code or the key for whoever has one, else the way in. */
export const porteDeLaPreuve = (session: Session | null, retour: string): string =>
  `${session && (session.secondFacteur || session.cleAcces) ? '/second-facteur' : '/connexion'}?${new URLSearchParams({ retour })}`

const FAITE = '/connexion/faite'

/** What a form carried: its texts in their order, and the names of the fields where files were. */
type Envoi = { readonly textes: readonly (readonly [string, string])[]; readonly fichiers: readonly string[] }

async function lireEnvoi(requete: FastifyRequest): Promise<Envoi> {
  if (!requete.isMultipart()) {
    const corps = Object.entries((requete.body ?? {}) as Saisies)
    return {
      textes: corps.flatMap(([nom, valeur]) => [valeur ?? []].flat().map((v) => [nom, String(v)] as const)),
      fichiers: [],
    }
  }
  const textes: (readonly [string, string])[] = []
  const fichiers = new Set<string>()
  for await (const partie of requete.parts()) {
    if (partie.type === 'field') textes.push([partie.fieldname, String(partie.value)])
    else {
      if (partie.filename) fichiers.add(partie.fieldname)
      // Files are not kept for somebody who has not proved who she is: she chooses them again.
      partie.file.resume()
    }
  }
  return { textes, fichiers: [...fichiers] }
}

/**
 * A form reached us when its session was over, or without a recent proof: nothing is done, and nothing typed is lost. The page carries what was
 * typed, to be sent again from this tab once the proof was given in another; it works without script and the server keeps nothing.
 */
export async function reprendre(
  { pageSimple }: Pick<Services, 'pageSimple'>,
  requete: FastifyRequest,
  reponse: FastifyReply,
): Promise<FastifyReply> {
  const envoi = await lireEnvoi(requete)
  return pageSimple(requete, reponse, pageDeReprise(requete.url, envoi, requete.session))
}

const pageDeReprise = (
  action: string,
  { textes, fichiers }: Envoi,
  session: Session | null,
): ContenuDePage => ({
  titre: session ? 'Prouvez de nouveau que c’est vous' : 'Votre connexion s’est fermée',
  statut: 401,
  chapeau: (
    <p>
      {session
        ? 'Ce geste demande une preuve de moins d’un quart d’heure : sans elle, qui s’assied à votre place pourrait le faire.'
        : 'Elle se ferme après douze heures, plus tôt sans activité, ou si vous l’avez fermée d’ailleurs.'}{' '}
      Rien n’a été enregistré, et rien de ce que vous avez saisi n’est perdu : gardez cette page ouverte.
    </p>
  ),
  contenu: (
    <>
      <Section titre={session ? '1. Prouver que c’est vous' : '1. Vous connecter'}>
        <p>
          <a href={porteDeLaPreuve(session, FAITE)} target="_blank" rel="noopener">
            {session ? 'Donner une preuve' : 'Se connecter'}, dans un nouvel onglet
          </a>
          , puis revenez ici.
        </p>
      </Section>
      <Section titre="2. Envoyer ce que vous aviez saisi">
        <form
          className="formulaire"
          method="post"
          action={action}
          encType={fichiers.length > 0 ? 'multipart/form-data' : undefined}
        >
          {textes.map(([nom, valeur], rang) => (
            <input key={rang} type="hidden" name={nom} value={valeur} />
          ))}
          {fichiers.map((nom) => (
            <p key={nom}>
              <label htmlFor={`fichier-${nom}`}>Choisissez de nouveau vos fichiers</label>
              <input id={`fichier-${nom}`} type="file" name={nom} multiple />
            </p>
          ))}
          <p className="detail">
            Le geste sera fait au nom de la personne et de l’organisme connectés à ce moment : reprenez les
            mêmes, et fermez cette page si ce n’est pas vous qui l’aviez remplie.
          </p>
          <Actions>
            <Bouton variante="primaire">Envoyer maintenant</Bouton>
          </Actions>
        </form>
      </Section>
    </>
  ),
})

/** Where the other tab ends. */
export function poserReprise(app: FastifyInstance, services: Services): void {
  app.get(FAITE, { config: { droit: ouvertATous, exemple: FAITE } }, (requete, reponse) =>
    services.pageSimple(requete, reponse, {
      titre: 'C’est fait',
      contenu: <p>Fermez cet onglet, revenez au précédent, et envoyez ce que vous aviez saisi.</p>,
    }),
  )
}
