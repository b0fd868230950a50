import { Bouton } from '#ui/bouton.tsx'
import { Liste } from '#ui/liste.tsx'
import { Alerte } from '#ui/parties/alerte.tsx'
import { Section } from '#ui/parties/section.tsx'
import type { Contenu } from '../cadre/contenu.ts'
import { NOM_DU_ROLE } from '../domain/acces.ts'
import { TOTAL_OCTETS_MAX } from '../domain/depot.ts'
import type { Cellule } from '../protocole/annuaire.ts'
import { Questions } from './formulaire.composants.tsx'

/** What happens next, where else to go, how one is protected: the three questions of those who hesitate. */
export function pageAccueil(
  cellules: readonly Cellule[],
  sansScript: string,
  demonstration: boolean,
): Contenu {
  return {
    titre: 'Accueil',
    h1: 'Signaler une violence, une discrimination ou un harcèlement au travail',
    chapeau: (
      <p>
        Pour les agents des collectivités et ceux qui les aident. Rien n’est envoyé tant que vous ne l’avez
        pas demandé. <a href="/facile">Lire cette page en facile à lire</a>
      </p>
    ),
    script: 'sortie',
    contenu: (
      <>
        <Alerte ton="attention" titre="Êtes-vous en danger maintenant ?">
          <p>
            Appelez le 17 ou le 112, ou envoyez un SMS au 114. Violences faites aux femmes : 3919. Détresse :
            3114. Aide aux victimes : 116 006.
          </p>
        </Alerte>
        <Section titre="Avant de commencer">
          <ul>
            <li>
              N’utilisez ni un appareil ni le réseau de votre travail : votre employeur peut voir quels sites
              sont visités.
            </li>
            <li>
              Votre récit est chiffré dans votre navigateur. Le serveur garde le Centre de gestion choisi, le
              jour, et le nombre de fichiers ; il ne peut lire ni le récit, ni votre nom, ni l’employeur.
            </li>
            <li>Seules les personnes nommées sur le formulaire pourront lire, et vous pouvez en écarter.</li>
            <li>
              Vous recevrez douze mots. Ils sont la seule façon de revenir : personne ne peut les redonner.
            </li>
          </ul>
        </Section>
        <Section
          titre="Choisir le Centre de gestion"
          detail="celui de votre département ; ceux qui reçoivent par ce service"
        >
          <Liste
            lignes={cellules.map(({ organisme, nom, partagee, telephone }) => ({
              cle: organisme,
              titre: nom,
              href: `/deposer/${organisme}`,
              detail:
                partagee.length > 1
                  ? `Équipe commune à ${partagee.length} Centres de gestion. Téléphone : ${insecable(telephone)}`
                  : `Cellule propre à ce Centre de gestion. Téléphone : ${insecable(telephone)}`,
            }))}
          />
          <p className="apres">
            Votre Centre de gestion n’est pas dans la liste ? Il ne reçoit pas par ce service : appelez-le,
            votre employeur doit aussi vous dire où signaler. Le Défenseur des droits (39 28) et le procureur
            de la République vous répondent partout.
          </p>
        </Section>
        <Section titre="Ce qui se passe après">
          <p>
            Vous recevez tout de suite une preuve de dépôt. Une personne accuse réception sous deux jours
            ouvrés (sept au plus), examine, vous propose un accompagnement et, avec votre accord, transmet à
            l’employeur. Vous avez un retour écrit sous trois mois. Aucune représaille n’est permise contre
            qui signale de bonne foi (CGFP, article L135-6 A). Vous pouvez aussi saisir le Défenseur des
            droits (39 28) ou le procureur de la République.
          </p>
        </Section>
        <Section titre="Autres pages">
          <ul>
            <li>
              <a href="/retour">Revenir avec mes douze mots</a> : lire la réponse, ajouter, retirer un accord,
              dire qui je suis.
            </li>
            <li>
              <a href={sansScript}>Signaler sans JavaScript</a> : moins protégé, la page dit pourquoi.
            </li>
            <li>
              <a href="/confiance">Qui peut lire quoi, et ce que nous ne pouvons pas protéger</a>
            </li>
            <li>
              <a href="/chiffres">Les chiffres publiés</a>
            </li>
            <li>
              <a href="/bureau">Espace des cellules</a>
            </li>
            {demonstration && (
              <li>
                <a href="/demonstration">Démonstration : phrases de passe et mots fictifs</a>
              </li>
            )}
          </ul>
        </Section>
      </>
    ),
  }
}

/** The form that seals in the browser. Without script it cannot be sent at all: no action, and a policy that refuses any. */
export function pageDepot(cellule: Cellule, sansScript: string): Contenu {
  return {
    titre: 'Formulaire',
    h1: 'Votre signalement',
    chapeau: (
      <p>
        Reçu par {cellule.nom}. Ce que vous écrivez reste dans cet onglet, et disparaît si vous le fermez,
        jusqu’à ce que vous l’envoyiez chiffré.
      </p>
    ),
    script: 'depot',
    contenu: (
      <>
        <noscript>
          <Alerte ton="attention" titre="Votre navigateur refuse JavaScript.">
            <p>
              Cette page chiffre dans votre navigateur et ne peut rien envoyer sans JavaScript.{' '}
              <a href={`${sansScript}/deposer/${cellule.organisme}`}>
                Passez par le formulaire sans JavaScript
              </a>{' '}
              : le serveur y voit votre texte un instant.
            </p>
          </Alerte>
        </noscript>
        <div id="etat" role="status" aria-live="polite" />
        <form id="depot" className="formulaire" method="dialog" noValidate data-organisme={cellule.organisme}>
          <div id="fautes" tabIndex={-1} />
          <Questions cellule={cellule} totalEnMo={TOTAL_OCTETS_MAX / 1_000_000} />
          <div id="metadonnees" />
          <div className="actions">
            <Bouton variante="primaire" icone="verrou">
              Chiffrer et envoyer
            </Bouton>
          </div>
        </form>
        <div id="suite" tabIndex={-1} />
      </>
    ),
  }
}

/** Organisations that share a team, once; one that has its own cell, alone. */
function equipesDe(cellules: readonly Cellule[]) {
  const equipes = new Map<
    string,
    Readonly<{ noms: string[]; organisme: string; membres: Cellule['membres'] }>
  >()
  for (const { organisme, nom, membres } of cellules) {
    const qui = membres.map(({ id }) => id).join(' ')
    const connue = equipes.get(qui)
    if (connue) connue.noms.push(nom)
    else equipes.set(qui, { noms: [nom], organisme, membres })
  }
  return [...equipes.values()]
}
const enListe = (noms: readonly string[]): string =>
  new Intl.ListFormat('fr', { type: 'conjunction' }).format(noms)

/** A telephone number that no line cuts. */
const insecable = (telephone: string): string => telephone.replaceAll(' ', '\u00a0')

/** Who reads what, and the limits, in plain words. */
export function pageConfiance(cellules: readonly Cellule[]): Contenu {
  return {
    titre: 'Confiance',
    h1: 'Qui peut lire, et ce que nous ne pouvons pas protéger',
    script: 'sortie',
    contenu: (
      <>
        {equipesDe(cellules).map(({ noms, organisme, membres }) => (
          <Section
            key={organisme}
            titre={`Reçoivent une clé, ${enListe(noms)}`}
            detail={noms.length > 1 ? 'une seule équipe' : undefined}
          >
            <Liste
              lignes={membres.map(({ id, nom, role }) => ({
                cle: id,
                titre: nom,
                detail: NOM_DU_ROLE[role] === nom ? undefined : NOM_DU_ROLE[role],
              }))}
            />
          </Section>
        ))}
        <Section titre="Si tous ceux qui ont une clé la perdent">
          <p>
            Trois témoins, dans trois organismes, gardent chacun une part d’une clé de secours. Il en faut
            deux pour rouvrir un dossier, hors ligne, et vous en serez averti. Le serveur seul n’y peut rien.
          </p>
        </Section>
        <Section titre="Ce que nous ne pouvons pas protéger">
          <ul>
            <li>
              Un appareil surveillé, ou un réseau de travail qui ouvre les connexions chiffrées : il voit tout
              ce que vous tapez.
            </li>
            <li>
              Une page que quelqu’un aurait modifiée sur notre serveur : elle pourrait voler ce qui est écrit
              ensuite, pas ce qui l’a été.
            </li>
            <li>Un récit qu’une seule personne peut connaître : il vous désigne, même sans nom.</li>
            <li>Ce qu’une personne de confiance a lu : elle ne peut pas l’oublier.</li>
            <li>Le jour et le volume de vos envois, visibles de qui observe le réseau.</li>
          </ul>
        </Section>
      </>
    ),
  }
}
