// Runs EPUBCheck on each of the files named, in one virtual machine; the report on a file lies beside it as .json.
public class CheckBooks {
    public static void main(String[] files) {
        for (String file : files) {
            String[] call = { file, "--quiet", "--locale", "en", "--json", file + ".json" };
            new com.adobe.epubcheck.tool.EpubChecker().run(call);
        }
    }
}
