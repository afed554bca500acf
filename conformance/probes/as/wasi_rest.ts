// Calls what the wasi probes leave out, under both module names of WASI, and the two functions of C++ toolchains.
import { hexOf, info } from "./bytes";
@external("wasi_snapshot_preview1", "fd_fdstat_set_rights") declare function p_fd_fdstat_set_rights(a0: u32, a1: i64, a2: i64): u32;
@external("wasi_snapshot_preview1", "fd_filestat_set_size") declare function p_fd_filestat_set_size(a0: u32, a1: i64): u32;
@external("wasi_snapshot_preview1", "fd_filestat_set_times") declare function p_fd_filestat_set_times(a0: u32, a1: i64, a2: i64, a3: u32): u32;
@external("wasi_snapshot_preview1", "fd_advise") declare function p_fd_advise(a0: u32, a1: i64, a2: i64, a3: u32): u32;
@external("wasi_snapshot_preview1", "fd_allocate") declare function p_fd_allocate(a0: u32, a1: i64, a2: i64): u32;
@external("wasi_snapshot_preview1", "fd_datasync") declare function p_fd_datasync(a0: u32): u32;
@external("wasi_snapshot_preview1", "fd_sync") declare function p_fd_sync(a0: u32): u32;
@external("wasi_snapshot_preview1", "fd_pwrite") declare function p_fd_pwrite(a0: u32, a1: u32, a2: u32, a3: i64, a4: u32): u32;
@external("wasi_snapshot_preview1", "fd_readdir") declare function p_fd_readdir(a0: u32, a1: u32, a2: u32, a3: i64, a4: u32): u32;
@external("wasi_snapshot_preview1", "fd_renumber") declare function p_fd_renumber(a0: u32, a1: u32): u32;
@external("wasi_snapshot_preview1", "fd_tell") declare function p_fd_tell(a0: u32, a1: u32): u32;
@external("wasi_snapshot_preview1", "path_filestat_set_times") declare function p_path_filestat_set_times(a0: u32, a1: u32, a2: u32, a3: u32, a4: i64, a5: i64, a6: u32): u32;
@external("wasi_snapshot_preview1", "path_create_directory") declare function p_path_create_directory(a0: u32, a1: u32, a2: u32): u32;
@external("wasi_snapshot_preview1", "path_remove_directory") declare function p_path_remove_directory(a0: u32, a1: u32, a2: u32): u32;
@external("wasi_snapshot_preview1", "path_link") declare function p_path_link(a0: u32, a1: u32, a2: u32, a3: u32, a4: u32, a5: u32): u32;
@external("wasi_snapshot_preview1", "path_rename") declare function p_path_rename(a0: u32, a1: u32, a2: u32, a3: u32, a4: u32, a5: u32): u32;
@external("wasi_snapshot_preview1", "path_symlink") declare function p_path_symlink(a0: u32, a1: u32, a2: u32, a3: u32): u32;
@external("wasi_snapshot_preview1", "sock_accept") declare function p_sock_accept(a0: u32, a1: u32, a2: u32): u32;
@external("wasi_snapshot_preview1", "sock_recv") declare function p_sock_recv(a0: u32, a1: u32, a2: u32, a3: u32, a4: u32, a5: u32): u32;
@external("wasi_snapshot_preview1", "sock_send") declare function p_sock_send(a0: u32, a1: u32, a2: u32, a3: u32, a4: u32): u32;
@external("wasi_unstable", "fd_fdstat_set_rights") declare function u_fd_fdstat_set_rights(a0: u32, a1: i64, a2: i64): u32;
@external("wasi_unstable", "fd_filestat_set_size") declare function u_fd_filestat_set_size(a0: u32, a1: i64): u32;
@external("wasi_unstable", "fd_filestat_set_times") declare function u_fd_filestat_set_times(a0: u32, a1: i64, a2: i64, a3: u32): u32;
@external("wasi_unstable", "fd_advise") declare function u_fd_advise(a0: u32, a1: i64, a2: i64, a3: u32): u32;
@external("wasi_unstable", "fd_allocate") declare function u_fd_allocate(a0: u32, a1: i64, a2: i64): u32;
@external("wasi_unstable", "fd_datasync") declare function u_fd_datasync(a0: u32): u32;
@external("wasi_unstable", "fd_sync") declare function u_fd_sync(a0: u32): u32;
@external("wasi_unstable", "fd_pwrite") declare function u_fd_pwrite(a0: u32, a1: u32, a2: u32, a3: i64, a4: u32): u32;
@external("wasi_unstable", "fd_readdir") declare function u_fd_readdir(a0: u32, a1: u32, a2: u32, a3: i64, a4: u32): u32;
@external("wasi_unstable", "fd_renumber") declare function u_fd_renumber(a0: u32, a1: u32): u32;
@external("wasi_unstable", "fd_tell") declare function u_fd_tell(a0: u32, a1: u32): u32;
@external("wasi_unstable", "path_filestat_set_times") declare function u_path_filestat_set_times(a0: u32, a1: u32, a2: u32, a3: u32, a4: i64, a5: i64, a6: u32): u32;
@external("wasi_unstable", "path_create_directory") declare function u_path_create_directory(a0: u32, a1: u32, a2: u32): u32;
@external("wasi_unstable", "path_remove_directory") declare function u_path_remove_directory(a0: u32, a1: u32, a2: u32): u32;
@external("wasi_unstable", "path_link") declare function u_path_link(a0: u32, a1: u32, a2: u32, a3: u32, a4: u32, a5: u32): u32;
@external("wasi_unstable", "path_rename") declare function u_path_rename(a0: u32, a1: u32, a2: u32, a3: u32, a4: u32, a5: u32): u32;
@external("wasi_unstable", "path_symlink") declare function u_path_symlink(a0: u32, a1: u32, a2: u32, a3: u32): u32;
@external("wasi_unstable", "sock_accept") declare function u_sock_accept(a0: u32, a1: u32, a2: u32): u32;
@external("wasi_unstable", "sock_recv") declare function u_sock_recv(a0: u32, a1: u32, a2: u32, a3: u32, a4: u32, a5: u32): u32;
@external("wasi_unstable", "sock_send") declare function u_sock_send(a0: u32, a1: u32, a2: u32, a3: u32, a4: u32): u32;
@external("wasi_unstable", "proc_exit") declare function u_proc_exit(code: u32): void;
@external("env", "pthread_equal") declare function pthread_equal(left: u32, right: u32): u32;
@external("env", "emscripten_notify_memory_growth") declare function emscripten_notify_memory_growth(index: u32): void;

const BUF: u32 = <u32>memory.data(64);
const IOV: u32 = <u32>memory.data(16);
const OUT: u32 = <u32>memory.data(16);
const BAD: u32 = 0xfffffff0;

/** Logs the answer and what stands in the place of the output, which is made visible for the next call. */
function r(name: string, code: u32): void {
  info(name + " = " + code.toString() + " " + hexOf(<usize>OUT, 12));
  memory.fill(<usize>OUT, 0xee, 12);
}

function p_all(): void {
  r("wasi_snapshot_preview1.fd_fdstat_set_rights(1, 0, 0)", p_fd_fdstat_set_rights(1, 0, 0));
  r("wasi_snapshot_preview1.fd_fdstat_set_rights(3, 0, 0)", p_fd_fdstat_set_rights(3, 0, 0));
  r("wasi_snapshot_preview1.fd_filestat_set_size(1, 0)", p_fd_filestat_set_size(1, 0));
  r("wasi_snapshot_preview1.fd_filestat_set_size(3, 0)", p_fd_filestat_set_size(3, 0));
  r("wasi_snapshot_preview1.fd_filestat_set_times(1, 0, 0, 0)", p_fd_filestat_set_times(1, 0, 0, 0));
  r("wasi_snapshot_preview1.fd_filestat_set_times(3, 0, 0, 0)", p_fd_filestat_set_times(3, 0, 0, 0));
  r("wasi_snapshot_preview1.fd_advise(1, 0, 0, 0)", p_fd_advise(1, 0, 0, 0));
  r("wasi_snapshot_preview1.fd_advise(9, 0, 0, 0)", p_fd_advise(9, 0, 0, 0));
  r("wasi_snapshot_preview1.fd_allocate(1, 0, 0)", p_fd_allocate(1, 0, 0));
  r("wasi_snapshot_preview1.fd_allocate(3, 0, 0)", p_fd_allocate(3, 0, 0));
  r("wasi_snapshot_preview1.fd_datasync(2)", p_fd_datasync(2));
  r("wasi_snapshot_preview1.fd_datasync(0)", p_fd_datasync(0));
  r("wasi_snapshot_preview1.fd_sync(1)", p_fd_sync(1));
  r("wasi_snapshot_preview1.fd_sync(0)", p_fd_sync(0));
  r("wasi_snapshot_preview1.fd_pwrite(1, IOV, 1, 9, OUT)", p_fd_pwrite(1, IOV, 1, 9, OUT));
  r("wasi_snapshot_preview1.fd_pwrite(3, IOV, 1, 9, OUT)", p_fd_pwrite(3, IOV, 1, 9, OUT));
  r("wasi_snapshot_preview1.fd_pwrite(1, BAD, 1, 9, OUT)", p_fd_pwrite(1, BAD, 1, 9, OUT));
  r("wasi_snapshot_preview1.fd_readdir(3, BUF, 1, 0, OUT)", p_fd_readdir(3, BUF, 1, 0, OUT));
  r("wasi_snapshot_preview1.fd_readdir(3, BUF, 1, 0, BAD)", p_fd_readdir(3, BUF, 1, 0, BAD));
  r("wasi_snapshot_preview1.fd_renumber(1, 2)", p_fd_renumber(1, 2));
  r("wasi_snapshot_preview1.fd_renumber(1, 3)", p_fd_renumber(1, 3));
  r("wasi_snapshot_preview1.fd_tell(2, OUT)", p_fd_tell(2, OUT));
  r("wasi_snapshot_preview1.fd_tell(3, OUT)", p_fd_tell(3, OUT));
  r("wasi_snapshot_preview1.fd_tell(1, BAD)", p_fd_tell(1, BAD));
  r("wasi_snapshot_preview1.path_filestat_set_times(3, 0, BUF, 1, 0, 0, 0)", p_path_filestat_set_times(3, 0, BUF, 1, 0, 0, 0));
  r("wasi_snapshot_preview1.path_create_directory(3, BUF, 1)", p_path_create_directory(3, BUF, 1));
  r("wasi_snapshot_preview1.path_remove_directory(3, BUF, 1)", p_path_remove_directory(3, BUF, 1));
  r("wasi_snapshot_preview1.path_link(3, 0, BUF, 1, 3, BUF)", p_path_link(3, 0, BUF, 1, 3, BUF));
  r("wasi_snapshot_preview1.path_rename(3, BUF, 1, 3, BUF, 1)", p_path_rename(3, BUF, 1, 3, BUF, 1));
  r("wasi_snapshot_preview1.path_symlink(BUF, 1, 3, BUF)", p_path_symlink(BUF, 1, 3, BUF));
  r("wasi_snapshot_preview1.sock_accept(3, 0, OUT)", p_sock_accept(3, 0, OUT));
  r("wasi_snapshot_preview1.sock_accept(3, 0, BAD)", p_sock_accept(3, 0, BAD));
  r("wasi_snapshot_preview1.sock_recv(3, IOV, 1, 0, OUT, OUT)", p_sock_recv(3, IOV, 1, 0, OUT, OUT));
  r("wasi_snapshot_preview1.sock_recv(3, IOV, 1, 0, BAD, OUT)", p_sock_recv(3, IOV, 1, 0, BAD, OUT));
  r("wasi_snapshot_preview1.sock_send(3, IOV, 1, 0, OUT)", p_sock_send(3, IOV, 1, 0, OUT));
  r("wasi_snapshot_preview1.sock_send(3, IOV, 1, 0, BAD)", p_sock_send(3, IOV, 1, 0, BAD));
}

function u_all(): void {
  r("wasi_unstable.fd_fdstat_set_rights(1, 0, 0)", u_fd_fdstat_set_rights(1, 0, 0));
  r("wasi_unstable.fd_fdstat_set_rights(3, 0, 0)", u_fd_fdstat_set_rights(3, 0, 0));
  r("wasi_unstable.fd_filestat_set_size(1, 0)", u_fd_filestat_set_size(1, 0));
  r("wasi_unstable.fd_filestat_set_size(3, 0)", u_fd_filestat_set_size(3, 0));
  r("wasi_unstable.fd_filestat_set_times(1, 0, 0, 0)", u_fd_filestat_set_times(1, 0, 0, 0));
  r("wasi_unstable.fd_filestat_set_times(3, 0, 0, 0)", u_fd_filestat_set_times(3, 0, 0, 0));
  r("wasi_unstable.fd_advise(1, 0, 0, 0)", u_fd_advise(1, 0, 0, 0));
  r("wasi_unstable.fd_advise(9, 0, 0, 0)", u_fd_advise(9, 0, 0, 0));
  r("wasi_unstable.fd_allocate(1, 0, 0)", u_fd_allocate(1, 0, 0));
  r("wasi_unstable.fd_allocate(3, 0, 0)", u_fd_allocate(3, 0, 0));
  r("wasi_unstable.fd_datasync(2)", u_fd_datasync(2));
  r("wasi_unstable.fd_datasync(0)", u_fd_datasync(0));
  r("wasi_unstable.fd_sync(1)", u_fd_sync(1));
  r("wasi_unstable.fd_sync(0)", u_fd_sync(0));
  r("wasi_unstable.fd_pwrite(1, IOV, 1, 9, OUT)", u_fd_pwrite(1, IOV, 1, 9, OUT));
  r("wasi_unstable.fd_pwrite(3, IOV, 1, 9, OUT)", u_fd_pwrite(3, IOV, 1, 9, OUT));
  r("wasi_unstable.fd_pwrite(1, BAD, 1, 9, OUT)", u_fd_pwrite(1, BAD, 1, 9, OUT));
  r("wasi_unstable.fd_readdir(3, BUF, 1, 0, OUT)", u_fd_readdir(3, BUF, 1, 0, OUT));
  r("wasi_unstable.fd_readdir(3, BUF, 1, 0, BAD)", u_fd_readdir(3, BUF, 1, 0, BAD));
  r("wasi_unstable.fd_renumber(1, 2)", u_fd_renumber(1, 2));
  r("wasi_unstable.fd_renumber(1, 3)", u_fd_renumber(1, 3));
  r("wasi_unstable.fd_tell(2, OUT)", u_fd_tell(2, OUT));
  r("wasi_unstable.fd_tell(3, OUT)", u_fd_tell(3, OUT));
  r("wasi_unstable.fd_tell(1, BAD)", u_fd_tell(1, BAD));
  r("wasi_unstable.path_filestat_set_times(3, 0, BUF, 1, 0, 0, 0)", u_path_filestat_set_times(3, 0, BUF, 1, 0, 0, 0));
  r("wasi_unstable.path_create_directory(3, BUF, 1)", u_path_create_directory(3, BUF, 1));
  r("wasi_unstable.path_remove_directory(3, BUF, 1)", u_path_remove_directory(3, BUF, 1));
  r("wasi_unstable.path_link(3, 0, BUF, 1, 3, BUF)", u_path_link(3, 0, BUF, 1, 3, BUF));
  r("wasi_unstable.path_rename(3, BUF, 1, 3, BUF, 1)", u_path_rename(3, BUF, 1, 3, BUF, 1));
  r("wasi_unstable.path_symlink(BUF, 1, 3, BUF)", u_path_symlink(BUF, 1, 3, BUF));
  r("wasi_unstable.sock_accept(3, 0, OUT)", u_sock_accept(3, 0, OUT));
  r("wasi_unstable.sock_accept(3, 0, BAD)", u_sock_accept(3, 0, BAD));
  r("wasi_unstable.sock_recv(3, IOV, 1, 0, OUT, OUT)", u_sock_recv(3, IOV, 1, 0, OUT, OUT));
  r("wasi_unstable.sock_recv(3, IOV, 1, 0, BAD, OUT)", u_sock_recv(3, IOV, 1, 0, BAD, OUT));
  r("wasi_unstable.sock_send(3, IOV, 1, 0, OUT)", u_sock_send(3, IOV, 1, 0, OUT));
  r("wasi_unstable.sock_send(3, IOV, 1, 0, BAD)", u_sock_send(3, IOV, 1, 0, BAD));
}

export function proxy_abi_version_0_2_1(): void {}
export function malloc(size: usize): usize { return heap.alloc(size); }
export function proxy_on_request_headers(id: u32, count: u32, eos: u32): u32 {
  memory.fill(<usize>OUT, 0xee, 12);
  store<u8>(<usize>BUF, 0x41);
  store<u32>(<usize>IOV, BUF);
  store<u32>(<usize>IOV + 4, 1);
  p_all();
  u_all();
  r("pthread_equal(5, 5)", pthread_equal(5, 5));
  r("pthread_equal(5, 6)", pthread_equal(5, 6));
  emscripten_notify_memory_growth(0);
  u_proc_exit(3);
  info("still here");
  return 0;
}
