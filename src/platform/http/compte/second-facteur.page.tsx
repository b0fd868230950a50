import { encode } from 'uqr'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Alerte, Section } from '#ui/textes.tsx'
import { adresseDuGenerateur } from '../../comptes/facteurs/second-facteur.ts'
import type { ContenuDePage } from '../services.ts'
import { FormulaireDeCle } from './cles.composants.tsx'

const caches = (retour: string | undefined): Record<string, string> => (retour ? { retour } : {})

/** The square that a telephone reads: one path, so that the page stays light. */
function Carre({ adresse }: { readonly adresse: string }) {
  const { data, size } = encode(adresse, { ecc: 'M', border: 4 })
  const trace = data
    .flatMap((ligne, y) => ligne.map((noir, x) => (noir ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      className="carre-a-lire"
      viewBox={`0 0 ${size} ${size}`}
      width="200"
      height="200"
      role="img"
      aria-label="Carré à lire avec l’application du téléphone"
      shapeRendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={trace} />
    </svg>
  )
}

const ChampCode = () => (
  <ChampTexte
    nom="code"
    libelle="Code à six chiffres"
    taille="court"
    modeSaisie="numeric"
    completion="one-time-code"
  />
)

/** A generator is associated in three steps, on one page. */
export const pageActivation = ({
  courriel,
  secret,
  exige,
  retour,
  alerte,
  avecCle = false,
}: {
  readonly courriel: string
  readonly secret: string
  readonly exige: boolean
  readonly retour: string | undefined
  readonly alerte: string | undefined
  /** A key of access may be had instead. */
  readonly avecCle?: boolean
}): ContenuDePage => {
  const adresse = adresseDuGenerateur(secret, courriel)
  return {
    titre: 'Protéger votre compte avec votre téléphone',
    ...(alerte && { statut: 422 }),
    chapeau: (
      <p>
        {exige
          ? 'Vos fonctions engagent un membre ou donnent accès à des données de personnes : il vous est demandé, à chaque connexion, un code en plus du lien ou du mot de passe. C’est fait une fois, en deux minutes.'
          : 'À chaque connexion, il vous sera demandé un code en plus du lien ou du mot de passe.'}
      </p>
    ),
    contenu: (
      <>
        {avecCle && (
          <p>
            Plus simple encore, si votre ordinateur ou votre téléphone s’ouvre avec une empreinte, un visage
            ou un code :{' '}
            <a href={`/compte/cles/nouvelle?${new URLSearchParams(caches(retour))}`}>
              utiliser plutôt une clé d’accès
            </a>
            .
          </p>
        )}
        <Section titre="1. Une application de codes">
          <p>
            Sur votre téléphone, une application gratuite suffit : FreeOTP, Aegis, 2FAS, Google Authenticator,
            Microsoft Authenticator… Un gestionnaire de mots de passe sur l’ordinateur convient aussi.
          </p>
        </Section>
        <Section titre="2. Lui montrer ce carré">
          <Carre adresse={adresse} />
          <p>
            Sur le téléphone lui-même : <a href={adresse}>ouvrir dans l’application</a>. Sans appareil photo,
            recopiez cette clé : <code>{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
          </p>
        </Section>
        <Section titre="3. Recopier le code qu’elle affiche">
          <Formulaire action="/second-facteur/activer" alerte={alerte} champs={{ secret, ...caches(retour) }}>
            <ChampCode />
            <Actions>
              <Bouton variante="primaire">Protéger mon compte</Bouton>
            </Actions>
          </Formulaire>
        </Section>
      </>
    ),
  }
}

/** Asked at each sign-in: the key of access when there is one, the code of the telephone, a code kept on paper. */
export const pageCode = ({
  retour,
  alerte,
  statut,
  generateur,
  cle,
}: {
  readonly retour: string | undefined
  readonly alerte?: string
  readonly statut?: number
  readonly generateur: boolean
  /** What the browser needs to use a key of this account; null when it has none. */
  readonly cle: string | null
}): ContenuDePage => ({
  titre: generateur ? 'Votre code de connexion' : 'Votre clé d’accès',
  ...(statut && { statut }),
  ...(cle && { ilots: ['cle-acces'] }),
  chapeau: generateur ? (
    <p>Ouvrez l’application de codes de votre téléphone, et recopiez le code de Maillage.</p>
  ) : (
    <p>Présentez votre clé d’accès, ou utilisez un code de secours.</p>
  ),
  contenu: (
    <>
      {cle && (
        <FormulaireDeCle
          action="/second-facteur/cle"
          options={cle}
          verbe="Utiliser ma clé d’accès"
          champs={caches(retour)}
          variante={generateur ? 'secondaire' : 'primaire'}
        />
      )}
      {generateur ? (
        <Formulaire action="/second-facteur" alerte={alerte} champs={caches(retour)}>
          <ChampCode />
          <Actions>
            <Bouton variante="primaire">Continuer</Bouton>
          </Actions>
        </Formulaire>
      ) : (
        alerte && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )
      )}
      <details className="repli" open={!generateur}>
        <summary>{generateur ? 'Je n’ai pas mon téléphone' : 'Je n’ai pas ma clé'}</summary>
        <Formulaire action="/second-facteur" id="papier" prefixe champs={caches(retour)}>
          <ChampTexte
            nom="secours"
            libelle="Un code de secours"
            taille="moyen"
            aide="L’un des dix codes reçus le jour où vous avez protégé votre compte. Il ne sert qu’une fois."
          />
          <Actions>
            <Bouton>Continuer avec ce code</Bouton>
          </Actions>
        </Formulaire>
        <p>
          Plus de téléphone, de clé ni de codes : demandez à qui exploite la plateforme d’oublier ce qui
          protège votre compte. Il vous rappellera à un numéro qu’il connaît.
        </p>
      </details>
    </>
  ),
})

/** The codes of the way out, shown once. */
export const pageCodesDeSecours = ({
  codes,
  suite,
}: {
  readonly codes: readonly string[]
  readonly suite: string
}): ContenuDePage => ({
  titre: 'Votre compte est protégé',
  chapeau: (
    <p>
      Imprimez ou recopiez ces dix codes, et gardez-les loin du téléphone et de l’ordinateur : le jour où vous
      ne les avez pas, chacun fait entrer une fois. <strong>Ils ne seront plus montrés.</strong>
    </p>
  ),
  contenu: (
    <>
      <ul className="codes-de-secours">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Bouton variante="primaire" href={suite}>
        Je les ai gardés, continuer
      </Bouton>
    </>
  ),
})
