//! What a type holds by value, at any depth.
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock, OnceLock, LazyLock, Weak};
use std::borrow::Cow;
use axum::{Extension, Router};
use axum::extract::Request;

const KIB: usize = 1024;
const N: usize = 4 * KIB;
const SMALL: usize = 512;
pub struct Limits;
impl Limits { const SIZE: usize = 2048; const TINY: usize = 16; }

type Table = HashMap<String, String>;
type Shared<T> = Arc<T>;
type Buf<const M: usize> = [u8; M];
type Pair<T> = (T, T);

#[derive(Clone)] pub struct NewType(Vec<u8>);
#[derive(Clone)] pub struct Deep { inner: Option<Inner> }
#[derive(Clone)] pub struct Inner { t: (u8, Table) }
#[derive(Clone)] pub struct Gen<T> { v: T }
#[derive(Clone)] pub struct Fixed<const M: usize> { v: [u8; M] }
#[derive(Clone)] pub enum En { Small(u8), Big { table: Table } }
#[derive(Clone)] pub struct Handles { a: Arc<Table>, b: Rc<Vec<u8>>, c: &'static [u8], d: Weak<Table> }
#[derive(Clone)] pub struct Nums { a: [u64; 16], b: [u8; 32] }
#[derive(Clone)] pub struct Big64 { a: [u64; 128] }
#[derive(Clone)] pub struct Nested { a: [[u8; 64]; 64] }
#[derive(Clone)] pub struct Many { a: [u8; 600], b: [u8; 600] }
#[derive(Clone)] pub struct Rec { next: Option<Box<Rec>>, data: Arc<str> }
#[derive(Clone)] pub struct RecBig { next: Option<Box<RecBig>>, data: Vec<u64> }
#[derive(Clone)] pub struct TwoK { a: Fixed<2048> }
pub struct Own { t: Table }
impl Clone for Own { fn clone(&self) -> Self { Own { t: self.t.clone() } } }

pub fn size_01(v: Vec<u8>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_02(v: Arc<Vec<u8>>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_03(v: NewType) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_04(v: Deep) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_05(v: Gen<Table>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_06(v: Gen<Arc<Table>>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_07(v: Gen<u64>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_08(v: Fixed<4096>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_09(v: Fixed<16>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_10(v: En) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_11(v: Handles) -> Router { Router::new().layer(Extension(v)) }
pub fn size_12(v: Nums) -> Router { Router::new().layer(Extension(v)) }
pub fn size_13(v: Big64) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_14(v: Nested) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_15(v: Many) -> Router { Router::new().layer(Extension(v)) }
pub fn size_16(v: Rec) -> Router { Router::new().layer(Extension(v)) }
pub fn size_17(v: RecBig) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_18(v: TwoK) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_19(v: Own) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_20(v: Shared<Table>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_21(v: Buf<2048>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_22(v: Buf<20>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_23(v: Pair<Vec<u8>>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_24(v: Pair<u8>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_25(v: Mutex<Vec<u8>>) -> Router { Router::new().layer(Extension(Arc::new(v))) }
pub fn size_26(v: Arc<Mutex<Vec<u8>>>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_27(v: Cow<'static, [u8]>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_28(v: Box<[u8]>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_29(v: Arc<[u8]>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_30(v: &'static Table) -> Router { Router::new().layer(Extension(v)) }
pub fn size_31(v: serde_json::Value) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_32(v: String) -> Router { Router::new().layer(Extension(v)) }
pub fn size_33(v: BTreeSet<u64>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_34(v: Option<VecDeque<u64>>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_35(v: Option<Arc<VecDeque<u64>>>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_36(v: Box<Table>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_37() -> Router { Router::new().layer(Extension([0u8; 1 << 12])) } //~ large-extension-value
pub fn size_38() -> Router { Router::new().layer(Extension([0u8; N])) } //~ large-extension-value
pub fn size_39() -> Router { Router::new().layer(Extension([0u8; SMALL])) }
pub fn size_40() -> Router { Router::new().layer(Extension([0u8; Limits::SIZE])) } //~ large-extension-value
pub fn size_41() -> Router { Router::new().layer(Extension([0u8; Limits::TINY])) }
pub fn size_42() -> Router { Router::new().layer(Extension([0u64; SMALL])) } //~ large-extension-value
pub fn size_43() -> Router { Router::new().layer(Extension([[0u8; 64]; 64])) } //~ large-extension-value
pub fn size_44() -> Router { Router::new().layer(Extension([0u8; 1023])) }
pub fn size_45() -> Router { Router::new().layer(Extension([0u8; 1024])) } //~ large-extension-value
pub fn size_46() -> Router { let a = [0; 1024]; Router::new().layer(Extension(a)) } //~ large-extension-value
pub fn size_47() -> Router { Router::new().layer(Extension(vec![0u8; 10])) } //~ large-extension-value
pub fn size_48() -> Router { Router::new().layer(Extension([(0u64, 0u64); 64])) } //~ large-extension-value
pub fn size_49() -> Router { Router::new().layer(Extension([(0u8, 0u8); 64])) }
#[derive(Clone, Copy)] pub struct Point { x: f64, y: f64, z: f64, w: f64 }
pub fn size_50(v: [Point; 64]) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_51(v: [Point; 8]) -> Router { Router::new().layer(Extension(v)) }
pub fn size_52(v: [String; 64]) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_53(v: [Vec<u8>; 2]) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_54(v: [Arc<Vec<u8>>; 2]) -> Router { Router::new().layer(Extension(v)) }
pub fn size_55(v: Result<Table, String>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_56(v: HashSet<u8>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_57(v: BTreeMap<u8, Arc<Vec<u8>>>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_58(v: Arc<RwLock<Table>>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_59(v: bytes::Bytes) -> Router { Router::new().layer(Extension(v)) }
pub fn size_60(v: bytes::BytesMut) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
#[derive(Clone)] pub struct WithBytes { b: bytes::Bytes, n: u64 }
pub fn size_61(v: WithBytes) -> Router { Router::new().layer(Extension(v)) }
pub struct Inside(Arc<HashMap<String, Vec<u8>>>);
impl Clone for Inside { fn clone(&self) -> Self { Inside(Arc::clone(&self.0)) } }
pub fn size_62(v: Inside) -> Router { Router::new().layer(Extension(v)) }
#[derive(Clone)] pub struct Ph<T> { p: std::marker::PhantomData<T>, n: u8 }
pub fn size_63(v: Ph<Vec<u8>>) -> Router { Router::new().layer(Extension(v)) }
#[derive(Clone)] pub struct Fun { f: fn(Vec<u8>) -> Table }
pub fn size_64(v: Fun) -> Router { Router::new().layer(Extension(v)) }
pub fn size_65(v: &'static [u8; 4096]) -> Router { Router::new().layer(Extension(v)) }
pub fn size_66(v: Arc<[u8; 4096]>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_67(v: Box<[u8; 4096]>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub trait Store { type Data; }
pub struct S1; impl Store for S1 { type Data = Vec<u8>; }
pub fn size_68(v: <S1 as Store>::Data) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
#[derive(Clone)] pub struct Own2<'a> { c: Cow<'a, str> }
pub fn size_69(v: Own2<'static>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_70(v: dashmap::DashMap<String, String>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_71(v: Arc<dashmap::DashMap<String, String>>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_72(v: [u8; 4096]) -> Router { let r = &v; let w = *r; Router::new().layer(Extension(w)) } //~ large-extension-value
pub fn size_73(v: serde_json::Map<String, serde_json::Value>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn size_81(v: Arc<parking_lot::RwLock<Table>>) -> Router { Router::new().layer(Extension(v)) }
pub fn size_82(v: arc_swap::ArcSwap<Table>) -> Router { Router::new().layer(Extension(Arc::new(v))) }
