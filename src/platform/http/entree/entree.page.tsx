import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Actions, ChampTexte, type Faute, Formulaire, type Saisies, valeurDe } from '#ui/formulaire.tsx'
import { Alerte, Section, Vide } from '#ui/textes.tsx'
import type { LienDeConnexion } from '../../comptes/comptes.ts'
import { FormulaireDeCle } from '../compte/cles.composants.tsx'
import type { ContenuDePage } from '../services.ts'
import { EntrerParProConnect } from './proconnect.page.tsx'

/** The ways in: a link by e-mail, a key of access, a password. */
export function pageConnexion({
  fautes = [],
  saisies,
  alerte,
  statut,
  demonstration,
  cle,
  proConnect,
}: {
  readonly fautes?: readonly Faute[]
  readonly saisies: Saisies
  readonly alerte?: string
  readonly statut?: number
  readonly demonstration: boolean
  /** What the browser needs to use a key of access; null where none can serve. */
  readonly cle: string | null
  /** The installation has ProConnect. */
  readonly proConnect: boolean
}): ContenuDePage {
  const parMotDePasse = saisies['motDePasse'] !== undefined
  const parCle = saisies['reponse'] !== undefined
  const retour = <input type="hidden" name="retour" value={valeurDe(saisies, 'retour')} />
  return {
    titre: 'Se connecter',
    ...(statut && { statut }),
    ...(cle && { ilots: ['cle-acces'] }),
    ...(demonstration && {
      chapeau: (
        <p>
          En démonstration, <a href="/">entrez en un clic comme un rôle</a>.
        </p>
      ),
    }),
    contenu: (
      <>
        {parCle && alerte && (
          <Alerte focus>
            <p>{alerte}</p>
          </Alerte>
        )}
        {proConnect && <EntrerParProConnect retour={valeurDe(saisies, 'retour')} />}
        <Section titre="Recevoir un lien par courriel" detail="sans mot de passe">
          <Formulaire
            action="/connexion/envoyer"
            fautes={parMotDePasse ? [] : fautes}
            alerte={parMotDePasse || parCle ? undefined : alerte}
          >
            <ChampTexte
              nom="courriel"
              libelle="Votre adresse"
              type="email"
              completion="email"
              fautes={parMotDePasse ? [] : fautes}
              valeur={valeurDe(saisies, 'courriel')}
            />
            {retour}
            <Actions>
              <Bouton variante="primaire" icone="courriel">
                Recevoir un lien
              </Bouton>
            </Actions>
          </Formulaire>
        </Section>
        {cle && (
          <FormulaireDeCle
            action="/connexion/cle"
            options={cle}
            verbe="Entrer avec une clé d’accès"
            champs={{ retour: valeurDe(saisies, 'retour') ?? '' }}
            variante="secondaire"
          />
        )}
        <details className="repli" open={parMotDePasse}>
          <summary>J’ai un mot de passe</summary>
          <Formulaire
            action="/connexion/mot-de-passe"
            id="mdp"
            prefixe
            fautes={parMotDePasse ? fautes : []}
            alerte={parMotDePasse ? alerte : undefined}
          >
            <ChampTexte
              nom="courriel"
              libelle="Adresse"
              type="email"
              completion="username"
              valeur={valeurDe(saisies, 'courriel')}
            />
            <ChampTexte
              nom="motDePasse"
              libelle="Mot de passe"
              type="password"
              completion="current-password"
            />
            {retour}
            <Actions>
              <Bouton>Me connecter</Bouton>
            </Actions>
          </Formulaire>
        </details>
        <p>
          Sans compte : <a href="/ouvert">ce que les coopérations rendent public</a>.
        </p>
      </>
    ),
  }
}

export const pageLienEnvoye = (courriel: string): ContenuDePage => ({
  titre: 'Consultez votre messagerie',
  contenu: (
    <>
      <p>
        Si l’adresse <strong>{courriel}</strong> est connue, un lien vient d’y être envoyé. Il sert une fois
        et vaut une heure.
      </p>
      <p>
        Rien n’arrive ? Regardez les indésirables, vérifiez l’adresse, ou demandez à la coordination si un
        mandat vous est enregistré. <a href="/connexion">Recommencer</a>
      </p>
    </>
  ),
})

/** What a sign-in link shows: a button. Mail scanners open links; only the button signs in. */
export const pageLien = ({ jeton, retour }: LienDeConnexion): ContenuDePage => ({
  titre: 'Me connecter à Maillage',
  contenu: (
    <BoutonPost action="/connexion/lien" champs={{ jeton, ...(retour && { retour }) }} variante="primaire">
      Me connecter
    </BoutonPost>
  ),
})

/** A link that is spent or too old: another one leads to the same place. */
export const pageLienPerdu = (alerte: string, retour: string | undefined): ContenuDePage => ({
  titre: 'Ce lien ne sert plus',
  statut: 410,
  contenu: (
    <Vide
      action={
        <Bouton href={retour ? `/connexion?${new URLSearchParams({ retour })}` : '/connexion'}>
          Demander un nouveau lien
        </Bouton>
      }
    >
      {alerte}
    </Vide>
  ),
})

export const pageMotDePasse = ({
  fautes = [],
  statut,
  actuel,
}: {
  readonly fautes?: readonly Faute[]
  readonly statut?: number
  /** The password in use is asked for. */
  readonly actuel: boolean
}): ContenuDePage => ({
  titre: 'Choisir un mot de passe',
  chapeau: <p>Facultatif : vous pouvez toujours entrer avec un lien reçu par courriel.</p>,
  ...(statut && { statut }),
  contenu: (
    <Formulaire action="/mot-de-passe" fautes={fautes}>
      {actuel && (
        <ChampTexte
          nom="actuel"
          libelle="Mot de passe actuel"
          type="password"
          completion="current-password"
          fautes={fautes}
        />
      )}
      <ChampTexte
        nom="motDePasse"
        libelle="Nouveau mot de passe"
        type="password"
        completion="new-password"
        aide="Douze caractères au moins : trois ou quatre mots sans rapport se retiennent bien."
        fautes={fautes}
      />
      <Actions>
        <Bouton variante="primaire">Enregistrer le mot de passe</Bouton>
        <a href="/tableau-de-bord">Revenir</a>
      </Actions>
    </Formulaire>
  ),
})
