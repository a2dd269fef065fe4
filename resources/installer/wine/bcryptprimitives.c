/* TEST-ONLY stand-in for Windows 10's bcryptprimitives.dll, which Wine 8 lacks and libraries written in Rust ask for. */
unsigned char __stdcall SystemFunction036(void*p,unsigned long n);
__declspec(dllexport) int __stdcall ProcessPrng(unsigned char*p,unsigned long long n){ return SystemFunction036(p,(unsigned long)n); }
int __stdcall DllMainCRTStartup(void*h,unsigned r,void*p){return 1;}
