import { jourDe } from '#shared/dates.ts'
import { date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { ChampTexte, type Faute } from '#ui/formulaire.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import type { CleDAcces } from '../../comptes/facteurs/cles.ts'
import type { ContenuDePage } from '../services.ts'
import { FormulaireDeCle } from './cles.composants.tsx'

const ARIANE = [{ libelle: 'Mon compte', href: '/compte' }]
const jour = (instant: Date): string => date(jourDe(instant))

const AjouterUneCle = () => (
  <Bouton href="/compte/cles/nouvelle" icone="cle">
    Ajouter une clé d’accès
  </Bouton>
)

/** The keys of an account, in « Mon compte ». */
export const ClesDAcces = ({
  cles,
  possibles,
}: {
  readonly cles: readonly CleDAcces[]
  readonly possibles: boolean
}) => (
  <Section titre="Clés d’accès" actions={cles.length > 0 && possibles && <AjouterUneCle />}>
    {cles.length === 0 ? (
      <Vide action={possibles && <AjouterUneCle />}>
        Aucune clé d’accès. Avec elle, l’empreinte, le visage ou le code qui ouvre déjà votre appareil suffit
        pour entrer : plus rien à recopier.
      </Vide>
    ) : (
      <ul className="liste-lignes">
        {cles.map(({ id, nom, ajouteeLe, utiliseeLe, suspecteLe }) => (
          <li key={id}>
            <div>
              <p>
                <strong>{nom}</strong>
              </p>
              <p className="detail">
                {suspecteLe
                  ? `Ne sert plus depuis le ${jour(suspecteLe)} : une copie de cette clé a été utilisée. Retirez-la, et ajoutez-en une autre.`
                  : `Ajoutée le ${jour(ajouteeLe)}, ${utiliseeLe ? `utilisée le ${jour(utiliseeLe)}` : 'pas encore utilisée'}`}
              </p>
            </div>
            <div className="fin">
              <a href={`/compte/cles/${id}/retirer`}>
                Retirer<span className="vh"> la clé {nom}</span>
              </a>
            </div>
          </li>
        ))}
      </ul>
    )}
  </Section>
)

export const pageNouvelleCle = ({
  options,
  retour,
  nom,
  fautes = [],
  alerte,
}: {
  readonly options: string
  readonly retour: string | undefined
  readonly nom: string
  readonly fautes?: readonly Faute[]
  readonly alerte?: string
}): ContenuDePage => ({
  titre: 'Ajouter une clé d’accès',
  ariane: ARIANE,
  ilots: ['cle-acces'],
  ...((alerte || fautes.length > 0) && { statut: 422 }),
  chapeau: (
    <p>
      Votre appareil garde la clé et ne la montre à personne : vous entrez avec l’empreinte, le visage ou le
      code qui l’ouvre déjà. Ni l’empreinte ni le visage ne quittent l’appareil.
    </p>
  ),
  contenu: (
    <FormulaireDeCle
      action="/compte/cles"
      options={options}
      verbe="Créer la clé sur cet appareil"
      champs={retour ? { retour } : {}}
      alerte={alerte}
      sans={
        <>
          <p>
            Votre navigateur ne permet pas de clé d’accès ici, ou n’exécute pas les scripts. Protégez votre
            compte avec une application de codes : elle vaut autant.
          </p>
          <Bouton variante="primaire" href="/second-facteur?retour=/compte">
            Associer un téléphone
          </Bouton>
        </>
      }
    >
      <ChampTexte
        nom="nom"
        libelle="Nom de la clé"
        taille="moyen"
        aide="Pour la reconnaître plus tard : « Ordinateur du bureau », « Mon téléphone »."
        valeur={nom}
        fautes={fautes}
      />
    </FormulaireDeCle>
  ),
})

/** Where browsers make no key: an address without name, or without HTTPS. */
export const pageSansCle: ContenuDePage = {
  titre: 'Pas de clé d’accès à cette adresse',
  chapeau: (
    <p>
      Les navigateurs ne créent de clé d’accès que pour un site qui porte un nom et dont la connexion est
      chiffrée (https://). Ce n’est pas le cas de cette adresse.
    </p>
  ),
  contenu: (
    <>
      <p>Protégez votre compte avec une application de codes : elle vaut autant.</p>
      <Bouton variante="primaire" href="/second-facteur?retour=/compte">
        Associer un téléphone
      </Bouton>
    </>
  ),
}

export const pageRetirerCle = ({
  id,
  nom,
  derniere,
}: Pick<CleDAcces, 'id' | 'nom'> & { readonly derniere: boolean }): ContenuDePage => ({
  titre: `Retirer la clé « ${nom} » ?`,
  ariane: ARIANE,
  contenu: (
    <Confirmation
      action={`/compte/cles/${id}/retirer`}
      consequences={[
        'Cette clé ne fera plus entrer dans votre compte.',
        'Vos autres connexions ouvertes seront fermées, et un courriel vous le dira.',
        ...(derniere
          ? ['C’est votre seule seconde preuve : qui lit votre messagerie pourra entrer à votre place.']
          : []),
      ]}
      verbe="Retirer la clé"
      retour={{ href: '/compte', libelle: 'La garder' }}
    />
  ),
})
