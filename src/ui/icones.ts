import type { LucideIcon } from 'lucide-react'
import ArrowDown from 'lucide-react/icons/arrow-down'
import ArrowLeft from 'lucide-react/icons/arrow-left'
import ArrowLeftRight from 'lucide-react/icons/arrow-left-right'
import ArrowRight from 'lucide-react/icons/arrow-right'
import ArrowUp from 'lucide-react/icons/arrow-up'
import ArrowUpDown from 'lucide-react/icons/arrow-up-down'
import Bell from 'lucide-react/icons/bell'
import BookOpen from 'lucide-react/icons/book-open'
import BookmarkPlus from 'lucide-react/icons/bookmark-plus'
import Briefcase from 'lucide-react/icons/briefcase'
import Building2 from 'lucide-react/icons/building-2'
import Calculator from 'lucide-react/icons/calculator'
import CalendarClock from 'lucide-react/icons/calendar-clock'
import CalendarDays from 'lucide-react/icons/calendar-days'
import CalendarPlus from 'lucide-react/icons/calendar-plus'
import ChartColumn from 'lucide-react/icons/chart-column'
import Check from 'lucide-react/icons/check'
import CheckCheck from 'lucide-react/icons/check-check'
import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import CircleAlert from 'lucide-react/icons/circle-alert'
import CircleCheck from 'lucide-react/icons/circle-check'
import CircleDashed from 'lucide-react/icons/circle-dashed'
import CircleQuestionMark from 'lucide-react/icons/circle-question-mark'
import CircleSlash from 'lucide-react/icons/circle-slash'
import CircleX from 'lucide-react/icons/circle-x'
import ClipboardList from 'lucide-react/icons/clipboard-list'
import Clock from 'lucide-react/icons/clock'
import Cloud from 'lucide-react/icons/cloud'
import CloudLightning from 'lucide-react/icons/cloud-lightning'
import CloudOff from 'lucide-react/icons/cloud-off'
import CloudRain from 'lucide-react/icons/cloud-rain'
import CloudSun from 'lucide-react/icons/cloud-sun'
import CornerDownLeft from 'lucide-react/icons/corner-down-left'
import Database from 'lucide-react/icons/database'
import Download from 'lucide-react/icons/download'
import Euro from 'lucide-react/icons/euro'
import ExternalLink from 'lucide-react/icons/external-link'
import Eye from 'lucide-react/icons/eye'
import FileText from 'lucide-react/icons/file-text'
import FileUp from 'lucide-react/icons/file-up'
import Files from 'lucide-react/icons/files'
import Flag from 'lucide-react/icons/flag'
import FolderOpen from 'lucide-react/icons/folder-open'
import Gavel from 'lucide-react/icons/gavel'
import Globe from 'lucide-react/icons/globe'
import GraduationCap from 'lucide-react/icons/graduation-cap'
import Handshake from 'lucide-react/icons/handshake'
import Heart from 'lucide-react/icons/heart'
import History from 'lucide-react/icons/history'
import Hourglass from 'lucide-react/icons/hourglass'
import House from 'lucide-react/icons/house'
import Inbox from 'lucide-react/icons/inbox'
import Info from 'lucide-react/icons/info'
import KeyRound from 'lucide-react/icons/key-round'
import Landmark from 'lucide-react/icons/landmark'
import Laptop from 'lucide-react/icons/laptop'
import LayoutDashboard from 'lucide-react/icons/layout-dashboard'
import Library from 'lucide-react/icons/library'
import Link from 'lucide-react/icons/link'
import ListChecks from 'lucide-react/icons/list-checks'
import ListFilter from 'lucide-react/icons/list-filter'
import ListTodo from 'lucide-react/icons/list-todo'
import Lock from 'lucide-react/icons/lock'
import LogOut from 'lucide-react/icons/log-out'
import Mail from 'lucide-react/icons/mail'
import MapIcon from 'lucide-react/icons/map'
import MapPin from 'lucide-react/icons/map-pin'
import Megaphone from 'lucide-react/icons/megaphone'
import Menu from 'lucide-react/icons/menu'
import MessageSquare from 'lucide-react/icons/message-square'
import Minus from 'lucide-react/icons/minus'
import Network from 'lucide-react/icons/network'
import Pause from 'lucide-react/icons/pause'
import PenLine from 'lucide-react/icons/pen-line'
import Pencil from 'lucide-react/icons/pencil'
import Phone from 'lucide-react/icons/phone'
import Play from 'lucide-react/icons/play'
import Plus from 'lucide-react/icons/plus'
import Printer from 'lucide-react/icons/printer'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import RotateCcw from 'lucide-react/icons/rotate-ccw'
import Route from 'lucide-react/icons/route'
import Save from 'lucide-react/icons/save'
import Scale from 'lucide-react/icons/scale'
import Search from 'lucide-react/icons/search'
import Send from 'lucide-react/icons/send'
import Settings from 'lucide-react/icons/settings'
import ShieldCheck from 'lucide-react/icons/shield-check'
import ShoppingCart from 'lucide-react/icons/shopping-cart'
import Signature from 'lucide-react/icons/signature'
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal'
import Stamp from 'lucide-react/icons/stamp'
import Stethoscope from 'lucide-react/icons/stethoscope'
import Sun from 'lucide-react/icons/sun'
import Tag from 'lucide-react/icons/tag'
import Target from 'lucide-react/icons/target'
import Trash2 from 'lucide-react/icons/trash-2'
import TrendingDown from 'lucide-react/icons/trending-down'
import TrendingUp from 'lucide-react/icons/trending-up'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import Trophy from 'lucide-react/icons/trophy'
import Undo2 from 'lucide-react/icons/undo-2'
import Upload from 'lucide-react/icons/upload'
import User from 'lucide-react/icons/user'
import UserCheck from 'lucide-react/icons/user-check'
import UserPlus from 'lucide-react/icons/user-plus'
import Users from 'lucide-react/icons/users'
import UsersRound from 'lucide-react/icons/users-round'
import Video from 'lucide-react/icons/video'
import X from 'lucide-react/icons/x'

/** The Lucide icons in use, by the French name of what they say. One import each: the whole set costs 200 ms at start. */
export const ICONES = {
  tableau: LayoutDashboard,
  accueil: House,
  seance: Landmark,
  decision: Gavel,
  sujet: ListTodo,
  actions: ListChecks,
  achats: ShoppingCart,
  document: FolderOpen,
  documents: Files,
  fichier: FileText,
  presse_papiers: ClipboardList,
  calendrier: CalendarDays,
  agenda: CalendarPlus,
  collectivites: Users,
  personne: User,
  personne_ajouter: UserPlus,
  personne_suivie: UserCheck,
  groupe: UsersRound,
  cooperation: Settings,
  organisme: Building2,
  recherche: Search,
  cloche: Bell,
  alerte: Bell,
  aide: CircleQuestionMark,
  information: Info,
  attention: CircleAlert,
  danger: TriangleAlert,
  deplier: ChevronDown,
  precedent: ChevronLeft,
  prochain: ChevronRight,
  suivant: ArrowRight,
  avant: ArrowLeft,
  monter: ArrowUp,
  descendre: ArrowDown,
  trier: ArrowUpDown,
  retour: Undo2,
  a_vous: CornerDownLeft,
  fait: Check,
  fait_cercle: CircleCheck,
  execute: CheckCheck,
  inscrit: CalendarClock,
  vote: Stamp,
  a_faire: CircleDashed,
  rejet: CircleX,
  sans_objet: CircleSlash,
  informe: Eye,
  abstention: Minus,
  contre: X,
  fermer: X,
  pause: Pause,
  lecture: Play,
  horloge: Clock,
  sablier: Hourglass,
  historique: History,
  telecharger: Download,
  deposer: Upload,
  importer: FileUp,
  envoyer: Send,
  enregistrer: Save,
  imprimer: Printer,
  courriel: Mail,
  message: MessageSquare,
  telephone: Phone,
  menu: Menu,
  lieu: MapPin,
  carte: MapIcon,
  visio: Video,
  modifier: Pencil,
  rediger: PenLine,
  signer: Signature,
  ajouter: Plus,
  retirer: Minus,
  supprimer: Trash2,
  actualiser: RefreshCw,
  annuler: RotateCcw,
  lien: Link,
  lien_externe: ExternalLink,
  filtrer: ListFilter,
  reglages: SlidersHorizontal,
  boite: Inbox,
  signet: BookmarkPlus,
  livre: BookOpen,
  bibliotheque: Library,
  etiquette_prix: Tag,
  euro: Euro,
  calcul: Calculator,
  balance: Scale,
  protection: ShieldCheck,
  verrou: Lock,
  cle: KeyRound,
  sortir: LogOut,
  changer: ArrowLeftRight,
  sante: Heart,
  medecin: Stethoscope,
  formation: GraduationCap,
  emploi: Briefcase,
  numerique: Laptop,
  mobilite: Route,
  signaler: Megaphone,
  accord: Handshake,
  graphique: ChartColumn,
  hausse: TrendingUp,
  baisse: TrendingDown,
  stable: Minus,
  soleil: Sun,
  eclaircie: CloudSun,
  nuage: Cloud,
  pluie: CloudRain,
  orage: CloudLightning,
  sans_donnee: CloudOff,
  cible: Target,
  drapeau: Flag,
  trophee: Trophy,
  reseau: Network,
  donnees: Database,
  monde: Globe,
} as const satisfies Record<string, LucideIcon>

export type NomIcone = keyof typeof ICONES
